/** The defaults every service shares. */
@NullMarked
package io.gleaner.kit.settings;

import org.jspecify.annotations.NullMarked;
