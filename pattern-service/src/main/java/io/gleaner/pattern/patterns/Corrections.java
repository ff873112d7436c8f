package io.gleaner.pattern.patterns;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.gleaner.pattern.core.PauseReason;
import io.gleaner.pattern.records.TrackRecords;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pauses active patterns whose labels users correct too often. Works in the caller's transaction. */
public final class Corrections {

    private final UseStore store;
    private final Patterns patterns;
    private final TrackRecords records;
    private final BigDecimal minPrecision;

    /** @param minPrecision 0 to 1 */
    Corrections(UseStore store, Patterns patterns, TrackRecords records, BigDecimal minPrecision) {
        this.store = store;
        this.patterns = patterns;
        this.records = records;
        this.minPrecision = minPrecision;
    }

    /**
     * Takes these counts into the own copy; what is not newer has no effect. A pattern whose count is news is judged by
     * it, see {@link io.gleaner.pattern.core.PatternUse#tooImprecise}.
     *
     * @param traces the traceparent of a tenant's events, where there is one
     * @return how many were newer than the own copy
     */
    public int take(List<ReportedUse> arrived, Map<String, String> traces) {
        int kept = store.keepNewer(arrived);
        for (UseStore.Judged judged : store.ofActive(arrived)) {
            Pattern pattern = judged.pattern();
            judged.use()
                    .tooImprecise(pattern.judgedFrom(), minPrecision)
                    .ifPresent(precision -> patterns.pause(
                            pattern,
                            new Pause(PauseReason.PRECISION, null, precision),
                            traces.get(pattern.tenantId())));
        }
        arrived.stream()
                .collect(groupingBy(ReportedUse::tenantId, TreeMap::new, mapping(ReportedUse::patternId, toSet())))
                .forEach(records::credit);
        return kept;
    }
}
