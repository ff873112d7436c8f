package io.gleaner.kit.events;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.util.UUID;

/** UUIDv7: ids that sort by the time they were given out. */
public final class Ids {

    private static final NoArgGenerator V7 = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A new id. */
    public static UUID next() {
        return V7.generate();
    }

    /** When this id was given out: a UUIDv7 begins with the milliseconds since 1970. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
