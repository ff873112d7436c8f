/** Reports of AI workflow runs, taken in. */
@NullMarked
package io.gleaner.gateway.workflows;

import org.jspecify.annotations.NullMarked;
