/** Fingerprints of content. */
@NullMarked
package io.gleaner.kit.digests;

import org.jspecify.annotations.NullMarked;
