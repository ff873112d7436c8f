@NullMarked
package io.gleaner.pattern.records;

import org.jspecify.annotations.NullMarked;
