package io.gleaner.pattern.core.workflows;

/** An operation that a run shows, and where it was first seen. */
public record Detected(OperationSignature signature, Layer layer) {}
