/** What went wrong, in as few words as it takes, and without the words of users. */
@NullMarked
package io.gleaner.kit.failures;

import org.jspecify.annotations.NullMarked;
