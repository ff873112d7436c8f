/** What tests of all modules share: real servers, fakes over real HTTP, ArchUnit rules. */
@NullMarked
package io.gleaner.testing;

import org.jspecify.annotations.NullMarked;
