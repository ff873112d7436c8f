/** Keyset pages with opaque cursors. */
@NullMarked
package io.gleaner.kit.paging;

import org.jspecify.annotations.NullMarked;
