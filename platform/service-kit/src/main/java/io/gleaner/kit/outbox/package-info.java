/** Announcements out: written with the change they tell of, published afterwards, in order. */
@NullMarked
package io.gleaner.kit.outbox;

import org.jspecify.annotations.NullMarked;
