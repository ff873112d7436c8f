/** Background jobs that survive their worker, and what is known of them. */
@NullMarked
package io.gleaner.kit.jobs;

import org.jspecify.annotations.NullMarked;
