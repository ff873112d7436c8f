package io.gleaner.kit.deadletters;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.deadletters.LetterStore.Kept;
import io.gleaner.kit.events.Decoded;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.Problem.Fault;
import io.gleaner.kit.security.Caller;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Offers letters again to their consumers: on the topic they came from and under the id and source of their event, so
 * that who has it already knows it. A letter is redriven once; one that is refused again is a new letter. Blocks.
 */
final class Redrives {

    private final LetterStore store;
    private final TenantTransaction transaction;
    private final Topics topics;
    private final EventCodec codec;
    private final Outbox outbox;

    Redrives(LetterStore store, TenantTransaction transaction, Topics topics, EventCodec codec, Outbox outbox) {
        this.store = store;
        this.transaction = transaction;
        this.topics = topics;
        this.codec = codec;
        this.outbox = outbox;
    }

    /**
     * Offers the letter again.
     *
     * @param corrected payload in place of the letter's; null where that stays
     * @throws Problem 404 for no letter of the tenant, 409 for one that may not be redriven, 400 with every fault of what
     *     would be no valid event
     */
    UUID redrive(Caller caller, UUID id, byte @Nullable [] corrected) {
        return transaction.in(caller.tenantId(), () -> {
            switch (read(open(id, corrected != null), corrected)) {
                case Decoded.Accepted(var event, var source) -> outbox.announceAgain(event, source);
                case Decoded.Refused refused -> throw Problem.invalid(errors(refused));
            }
            store.redriven(id, caller.userId());
            return id;
        });
    }

    /** What {@link #redrive} would come to, with the same problems but for the faults of the event; changes nothing. */
    DryRun dryRun(Caller caller, UUID id, byte @Nullable [] corrected) {
        return transaction.in(caller.tenantId(), () -> switch (read(open(id, corrected != null), corrected)) {
            case Decoded.Accepted _ -> new DryRun(true, List.of());
            case Decoded.Refused refused -> new DryRun(false, errors(refused));
        });
    }

    private Kept open(UUID id, boolean corrected) {
        Kept kept = store.lock(id).orElseThrow(() -> Problem.notFound("dead letter " + id));
        if (!kept.status().equals("open")) {
            throw Problem.conflict("dead letter %s: got status %s, expected open".formatted(id, kept.status()));
        }
        requireUncompacted(kept.letter().origin().topic());
        if (corrected) {
            requireCorrectable(kept.letter().origin().topic());
        }
        return kept;
    }

    /** The latest record of a key is what consumers rebuild from: an old version must not come behind a newer one. */
    private void requireUncompacted(String topic) {
        if (topics.named(topic)
                .filter(origin -> origin.key() == Topic.Key.TENANT_AND_ROW)
                .isPresent()) {
            throw Problem.conflict(
                    "%s is compacted: a row offered again could replace a newer version; change the row at its owner, which relays it anew"
                            .formatted(topic));
        }
    }

    private void requireCorrectable(String topic) {
        if (topics.named(topic).filter(origin -> !origin.correctable()).isPresent()) {
            throw Problem.conflict("%s holds evidence: got a corrected payload, expected none".formatted(topic));
        }
    }

    private Decoded read(Kept kept, byte @Nullable [] corrected) {
        Letter letter = kept.letter();
        byte[] offered = corrected == null ? letter.payload() : corrected;
        Decoded decoded =
                codec.decode(letter.offeredAgain(offered, kept.arrivedAt().toEpochMilli()));
        return decoded instanceof Decoded.Accepted accepted ? sendable(accepted) : decoded;
    }

    private Decoded sendable(Decoded.Accepted accepted) {
        try {
            codec.encode(accepted.event(), accepted.source());
            return accepted;
        } catch (IllegalArgumentException e) {
            return new Decoded.Refused(String.valueOf(e.getMessage()), List.of());
        }
    }

    private static List<Fault> errors(Decoded.Refused refused) {
        return refused.faults().isEmpty()
                ? List.of(new Fault("", refused.reason()))
                : refused.faults().stream()
                        .map(fault -> new Fault(fault.pointer(), fault.detail()))
                        .toList();
    }
}
