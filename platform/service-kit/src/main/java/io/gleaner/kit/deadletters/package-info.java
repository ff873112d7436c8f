/** Records that the service refused: listed, looked at, corrected and offered again. */
@NullMarked
package io.gleaner.kit.deadletters;

import org.jspecify.annotations.NullMarked;
