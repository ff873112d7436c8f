/** A language model that tests can ask over real HTTP. */
@NullMarked
package io.gleaner.testing.model;

import org.jspecify.annotations.NullMarked;
