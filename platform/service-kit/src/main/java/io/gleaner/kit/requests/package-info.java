/** What routes read of a request, and how they wait. */
@NullMarked
package io.gleaner.kit.requests;

import org.jspecify.annotations.NullMarked;
