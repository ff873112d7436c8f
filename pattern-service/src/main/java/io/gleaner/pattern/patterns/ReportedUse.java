package io.gleaner.pattern.patterns;

import io.gleaner.contracts.PatternUsed;
import io.gleaner.kit.events.Event;
import io.gleaner.pattern.core.PatternUse;
import java.util.Optional;
import java.util.UUID;

/** One version of tracking-service's count of how a pattern's labels fared. */
public record ReportedUse(String tenantId, UUID patternId, long rowVersion, PatternUse use) {

    /** What an event says about the use of a pattern; nothing if it is about none. */
    public static Optional<ReportedUse> of(Event<?> event) {
        return event.payload() instanceof PatternUsed used
                ? Optional.of(new ReportedUse(
                        event.tenantId(),
                        UUID.fromString(used.patternId()),
                        used.rowVersion(),
                        new PatternUse(used.hits(), used.corrected(), used.recent(), used.recentRight())))
                : Optional.empty();
    }
}
