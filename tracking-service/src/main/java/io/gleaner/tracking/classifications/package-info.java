/** Values that users give: labels changed and tracked, set by set, each once. */
@NullMarked
package io.gleaner.tracking.classifications;

import org.jspecify.annotations.NullMarked;
