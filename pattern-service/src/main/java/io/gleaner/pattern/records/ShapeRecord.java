package io.gleaner.pattern.records;

import io.gleaner.pattern.core.Shape;
import io.gleaner.pattern.core.TrackRecord;

/** How the signatures of one shape fared in a field. */
record ShapeRecord(Kind kind, TrackRecord record) {

    /** Signatures of one shape in a field. */
    record Kind(String field, Shape shape) {}
}
