/** What the one matcher says of a tenant's transactions, for the service that learns patterns. */
@NullMarked
package io.gleaner.tracking.matching;

import org.jspecify.annotations.NullMarked;
