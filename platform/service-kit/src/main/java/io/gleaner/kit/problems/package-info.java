/** Errors as application/problem+json (RFC 9457). */
@NullMarked
package io.gleaner.kit.problems;

import org.jspecify.annotations.NullMarked;
