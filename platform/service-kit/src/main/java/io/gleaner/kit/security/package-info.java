/** Who is calling: JWTs of users, and of services among themselves. */
@NullMarked
package io.gleaner.kit.security;

import org.jspecify.annotations.NullMarked;
