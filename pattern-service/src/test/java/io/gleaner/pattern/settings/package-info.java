@NullMarked
package io.gleaner.pattern.settings;

import org.jspecify.annotations.NullMarked;
