/** From waiting suggestions to their outcome: one question for all of a tenant's, code decides on the answer. */
@NullMarked
package io.gleaner.pattern.validation;

import org.jspecify.annotations.NullMarked;
