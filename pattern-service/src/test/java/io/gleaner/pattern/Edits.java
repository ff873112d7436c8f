package io.gleaner.pattern;

import io.gleaner.contracts.ClassificationRetracted;
import io.gleaner.contracts.ClassificationTracked;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.PatternUsed;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventPublisher;
import io.gleaner.kit.events.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tracking records as tracking-service relays them, of one tenant. */
public final class Edits {

    public static final String TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final String tenantId;

    private Edits(String tenantId) {
        this.tenantId = tenantId;
    }

    /** Of a tenant that nobody else uses. */
    public static Edits ofNewTenant() {
        return new Edits("tenant-" + Ids.next());
    }

    public String tenantId() {
        return tenantId;
    }

    /** So many transactions with one key get one label, by one bulk edit. */
    public List<Event<ClassificationTracked>> same(int count, String key, String label) {
        return more(0, count, key, label);
    }

    /** The same after so many others, by one bulk edit. */
    public List<Event<ClassificationTracked>> more(int before, int count, String key, String label) {
        String operationId = "operation-" + Ids.next();
        return IntStream.range(before, before + count)
                .mapToObj(i -> key.replace(' ', '-') + "-" + label + "-" + i)
                .map(id -> edit(operationId, id, key, describing(key, id), "debit", label, 1))
                .toList();
    }

    /** One edit of the field entity, by a debit's description that is its key and a reference. */
    public Event<ClassificationTracked> edit(String transactionId, String key, String label, long labelVersion) {
        return edit(transactionId, key, describing(key, transactionId), "debit", label, labelVersion);
    }

    private static String describing(String key, String transactionId) {
        return key.toUpperCase(Locale.ROOT) + " ref " + transactionId.hashCode();
    }

    public Event<ClassificationTracked> edit(
            String transactionId,
            @Nullable String key,
            @Nullable String description,
            String direction,
            @Nullable String label,
            long labelVersion) {
        return edit("operation-" + Ids.next(), transactionId, key, description, direction, label, labelVersion);
    }

    private Event<ClassificationTracked> edit(
            String operationId,
            String transactionId,
            @Nullable String key,
            @Nullable String description,
            String direction,
            @Nullable String label,
            long labelVersion) {
        String id = Ids.next().toString();
        boolean learnable = key != null && label != null;
        ClassificationTracked tracked = new ClassificationTracked(
                id,
                1,
                "event-" + id,
                operationId,
                "alice",
                transactionId,
                "entity",
                null,
                label,
                labelVersion,
                description,
                direction,
                key,
                key == null ? null : signature("entity", direction, key),
                learnable,
                learnable ? null : key == null ? "no_key" : "label_cleared",
                null,
                null,
                Instant.now(),
                null,
                null);
        return new Event<>(
                Ids.next().toString(),
                tenantId,
                id,
                Instant.now(),
                TRACEPARENT,
                EventTypes.CLASSIFICATION_TRACKED,
                tracked);
    }

    /** The last version of a record whose edit was undone. */
    public Event<ClassificationRetracted> undo(Event<ClassificationTracked> edit) {
        ClassificationTracked tracked = edit.payload();
        ClassificationRetracted retracted = new ClassificationRetracted(
                tracked.trackingId(),
                tracked.rowVersion() + 1,
                "undo-" + tracked.operationId(),
                tracked.transactionId(),
                tracked.field(),
                tracked.signature(),
                tracked.labelVersion());
        return new Event<>(
                Ids.next().toString(),
                tenantId,
                tracked.trackingId(),
                Instant.now(),
                TRACEPARENT,
                EventTypes.CLASSIFICATION_RETRACTED,
                retracted);
    }

    /** How the labels that a pattern set fared so far; the last 20 of them at most are judged. */
    public Event<PatternUsed> used(UUID patternId, long rowVersion, long hits, long corrected) {
        int recent = (int) Math.min(20, hits);
        PatternUsed used = new PatternUsed(
                patternId.toString(), rowVersion, hits, corrected, recent, (int) Math.max(0, recent - corrected));
        return new Event<>(
                Ids.next().toString(),
                tenantId,
                used.patternId(),
                Instant.now(),
                TRACEPARENT,
                EventTypes.PATTERN_USED,
                used);
    }

    /** Publishes them in order; returns when the broker has them. */
    public static void publish(Replica replica, List<? extends Event<?>> events) {
        EventPublisher publisher = replica.bean(EventPublisher.class);
        CompletableFuture.allOf(events.stream().map(publisher::publish).toArray(CompletableFuture[]::new))
                .join();
    }

    static String signature(String field, String direction, String key) {
        try {
            byte[] content = String.join("\n", field, direction, key).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
