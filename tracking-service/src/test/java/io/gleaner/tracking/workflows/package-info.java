@NullMarked
package io.gleaner.tracking.workflows;

import org.jspecify.annotations.NullMarked;
