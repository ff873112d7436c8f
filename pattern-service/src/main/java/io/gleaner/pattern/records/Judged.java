package io.gleaner.pattern.records;

import io.gleaner.pattern.core.Majority;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.TrackRecord;

/**
 * A signature when it was judged last.
 *
 * @param own its record so far
 */
record Judged(Signature signature, Majority majority, TrackRecord own) {}
