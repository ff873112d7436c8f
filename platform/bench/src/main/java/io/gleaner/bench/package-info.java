/** The load generator and the benchmarks; ratios of one run, written to RESULTS.md. */
@NullMarked
package io.gleaner.bench;

import org.jspecify.annotations.NullMarked;
