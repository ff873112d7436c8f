/** Takes in what other systems say of their runs of AI workflows. */
@NullMarked
package io.gleaner.tracking.workflows;

import org.jspecify.annotations.NullMarked;
