/** How each tenant wants to be learned from. */
@NullMarked
package io.gleaner.pattern.settings;

import org.jspecify.annotations.NullMarked;
