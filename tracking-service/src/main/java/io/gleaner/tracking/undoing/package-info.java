/** Operations that users take back. */
@NullMarked
package io.gleaner.tracking.undoing;

import org.jspecify.annotations.NullMarked;
