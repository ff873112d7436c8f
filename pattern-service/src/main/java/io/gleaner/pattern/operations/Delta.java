package io.gleaner.pattern.operations;

import io.gleaner.pattern.core.workflows.OperationStatistics;

/** By how much the numbers of a pattern change. */
record Delta(PatternKey pattern, OperationStatistics statistics) {}
