package io.gleaner.tracking.patterns;

import io.gleaner.tracking.core.Pattern;
import io.gleaner.tracking.core.Patterns;
import java.util.List;
import reactor.core.publisher.Mono;

/** The patterns of a tenant, for what requests ask. */
public final class PatternReads {

    private final KnownPatternReadStore store;

    PatternReads(KnownPatternReadStore store) {
        this.store = store;
    }

    /**
     * A pattern and whether it labels anything now.
     *
     * @param status {@code active}, {@code paused} or {@code deleted}
     */
    public record Known(Pattern pattern, String status) {

        boolean isActive() {
            return status.equals("active");
        }
    }

    /** All that the tenant has or had. */
    public Mono<List<Known>> all(String tenantId) {
        return store.all(tenantId);
    }

    /** Those of them that label something now. */
    public static Patterns active(List<Known> known) {
        return new Patterns(
                known.stream().filter(Known::isActive).map(Known::pattern).toList());
    }
}
