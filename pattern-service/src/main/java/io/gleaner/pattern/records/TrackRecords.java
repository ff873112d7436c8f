package io.gleaner.pattern.records;

import static java.util.stream.Collectors.toMap;

import io.gleaner.pattern.core.Majority;
import io.gleaner.pattern.core.Reliability;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Tally;
import io.gleaner.pattern.core.TrackRecord;
import io.gleaner.pattern.records.ShapeRecord.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Judges what signatures stood for by what users said next. Every method works in the caller's transaction, and its work
 * is bounded by the signatures it is given.
 */
public final class TrackRecords {

    private final TrackRecordStore store;
    private final CreditStore credits;

    TrackRecords(TrackRecordStore store, CreditStore credits) {
        this.store = store;
        this.credits = credits;
    }

    /**
     * Judges these signatures by the transactions that are new since the last time. The same counts again judge nothing.
     *
     * @param tallies what each signature counts now
     * @return how reliable each signature that counts something is now
     */
    public Map<Signature, Reliability> judge(String tenantId, Map<Signature, Tally> tallies) {
        Map<Signature, Judged> before =
                store.lock(tenantId, tallies.keySet()).stream().collect(toMap(Judged::signature, judged -> judged));
        List<Judged> after = new ArrayList<>();
        Map<Signature, TrackRecord> latest = new HashMap<>();
        Map<Kind, TrackRecord> learned = new HashMap<>();
        tallies.forEach((signature, tally) -> {
            Judged last = before.get(signature);
            TrackRecord verdict =
                    last == null ? TrackRecord.NONE : last.majority().judgedBy(tally);
            if (last != null && verdict.judged() > 0) {
                learned.merge(kind(last), verdict, TrackRecord::plus);
            }
            if (!tally.labels().isEmpty()) {
                latest.put(signature, verdict);
                TrackRecord own = last == null ? verdict : last.own().plus(verdict);
                after.add(new Judged(signature, Majority.of(tally), own));
            }
        });
        store.add(tenantId, records(learned));
        store.write(tenantId, after);
        return reliabilities(tenantId, after, latest);
    }

    /**
     * Counts the labels that these patterns set and nobody corrected as right, once each: a correction is evidence of its
     * own, and takes its label back here.
     */
    public void credit(String tenantId, Collection<UUID> patterns) {
        List<Credited> changed = credits.changed(tenantId, patterns);
        if (changed.isEmpty()) {
            return;
        }
        Map<Kind, TrackRecord> learned = new HashMap<>();
        Map<Signature, Judged> after = new LinkedHashMap<>();
        for (Credited one : changed) {
            Signature signature = one.signature().signature();
            Judged last = after.getOrDefault(signature, one.signature());
            TrackRecord own = last.own();
            long right = Math.max(0, own.right() + one.fresh());
            after.put(signature, new Judged(signature, last.majority(), new TrackRecord(right, own.wrong())));
            learned.merge(
                    new Kind(signature.field(), one.judgedShape()), new TrackRecord(one.fresh(), 0), TrackRecord::plus);
        }
        store.write(tenantId, List.copyOf(after.values()));
        store.add(tenantId, records(learned));
        credits.write(tenantId, changed);
    }

    private Map<Signature, Reliability> reliabilities(
            String tenantId, List<Judged> judged, Map<Signature, TrackRecord> latest) {
        List<String> fields =
                judged.stream().map(one -> one.signature().field()).distinct().toList();
        Map<Kind, TrackRecord> alike =
                store.ofFields(tenantId, fields).stream().collect(toMap(ShapeRecord::kind, ShapeRecord::record));
        return judged.stream()
                .collect(toMap(
                        Judged::signature,
                        one -> new Reliability(
                                alike.getOrDefault(kind(one), TrackRecord.NONE),
                                one.own(),
                                latest.getOrDefault(one.signature(), TrackRecord.NONE))));
    }

    private static List<ShapeRecord> records(Map<Kind, TrackRecord> learned) {
        return learned.entrySet().stream()
                .map(entry -> new ShapeRecord(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Kind kind(Judged judged) {
        return new Kind(judged.signature().field(), judged.majority().shape());
    }
}
