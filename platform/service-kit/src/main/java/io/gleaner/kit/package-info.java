/** What every service needs, and no domain word. */
@NullMarked
package io.gleaner.kit;

import org.jspecify.annotations.NullMarked;
