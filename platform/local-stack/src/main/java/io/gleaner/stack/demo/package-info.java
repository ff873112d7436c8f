/** What Gleaner is for, played once on a running stack: nine rows dragged over, one suggestion. */
@NullMarked
package io.gleaner.stack.demo;

import org.jspecify.annotations.NullMarked;
