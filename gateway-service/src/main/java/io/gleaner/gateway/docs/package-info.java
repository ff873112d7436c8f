/** The contracts, to read: as documents and as a page. */
@NullMarked
package io.gleaner.gateway.docs;

import org.jspecify.annotations.NullMarked;
