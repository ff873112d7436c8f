package io.gleaner.pattern.learning;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gleaner.kit.events.Event;
import io.gleaner.kit.listening.BatchEffect;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Received;
import io.gleaner.kit.windows.Windows;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.patterns.Corrections;
import io.gleaner.pattern.patterns.ReportedUse;
import io.gleaner.pattern.settings.LearningSettings;
import io.gleaner.pattern.settings.TenantSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a batch of tracking records, and of counts of how patterns' labels fared, teaches: new minus own copy. The same
 * records again, in any portion, change nothing and open no window.
 */
final class Learning implements BatchEffect {

    /** The kind of window that collects classifications. */
    static final String KIND = "classification";

    private final EvidenceStore evidence;
    private final TouchedStore touched;
    private final Windows windows;
    private final TenantSettings settings;
    private final Corrections corrections;
    private final TransactionTemplate transaction;

    Learning(
            EvidenceStore evidence,
            TouchedStore touched,
            Windows windows,
            TenantSettings settings,
            Corrections corrections,
            TransactionTemplate transaction) {
        this.evidence = evidence;
        this.touched = touched;
        this.windows = windows;
        this.settings = settings;
        this.corrections = corrections;
        this.transaction = transaction;
    }

    /** A relay's mark belongs to no tenant and counts as applied once it was passed. */
    @Override
    public Outcome apply(List<Received> events) {
        List<Evidence> arrived = events.stream()
                .flatMap(received -> Evidence.of(received.event()).stream())
                .toList();
        List<ReportedUse> uses = events.stream()
                .flatMap(received -> ReportedUse.of(received.event()).stream())
                .toList();
        int known = arrived.size() + uses.size() - keep(arrived, uses, traces(events));
        return Outcome.of(events.size() - known, known);
    }

    /** Returns how many were newer than the own copies. */
    private int keep(List<Evidence> arrived, List<ReportedUse> uses, Map<String, String> traces) {
        int learned = arrived.isEmpty() ? 0 : learn(arrived, traces);
        Integer corrected = uses.isEmpty() ? null : transaction.execute(status -> corrections.take(uses, traces));
        return learned + (corrected == null ? 0 : corrected);
    }

    private int learn(List<Evidence> arrived, Map<String, String> traces) {
        Integer kept = transaction.execute(status -> {
            List<GivenLabel> fresh = evidence.keepNewer(arrived);
            if (!fresh.isEmpty()) {
                Map<String, List<Effect>> effects =
                        evidence.recount(fresh).stream().collect(groupingBy(Effect::tenantId, TreeMap::new, toList()));
                Map<String, LearningSettings> held = settings.hold(effects.keySet());
                effects.forEach((tenantId, ofTenant) ->
                        touch(tenantId, ofTenant, traces.get(tenantId), Objects.requireNonNull(held.get(tenantId))));
            }
            return fresh.size();
        });
        return kept == null ? 0 : kept;
    }

    private void touch(String tenantId, List<Effect> effects, @Nullable String traceparent, LearningSettings wanted) {
        long records = effects.stream().mapToLong(Effect::records).sum();
        windows.touch(tenantId, KIND, records, traceparent, wanted.window());
        List<Signature> signatures =
                effects.stream().flatMap(Effect::signatures).distinct().sorted().toList();
        touched.add(tenantId, signatures);
    }

    /** The trace of each tenant's last event in the batch. */
    private static Map<String, String> traces(List<Received> events) {
        Map<String, String> traces = new HashMap<>();
        for (Received received : events) {
            Event<?> event = received.event();
            if (event.traceparent() != null) {
                traces.put(event.tenantId(), event.traceparent());
            }
        }
        return traces;
    }
}
