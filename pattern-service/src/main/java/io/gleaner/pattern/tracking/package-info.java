/** How tracking-service is asked, which owns the transactions and the one matcher. */
@NullMarked
package io.gleaner.pattern.tracking;

import org.jspecify.annotations.NullMarked;
