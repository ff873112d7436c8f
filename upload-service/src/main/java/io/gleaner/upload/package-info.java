/** Files in: history, duplicates, parsing, safety cases. */
@NullMarked
package io.gleaner.upload;

import org.jspecify.annotations.NullMarked;
