package io.gleaner.tracking.transactions;

import io.gleaner.kit.listening.BatchEffect;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Outcome.Refusal;
import io.gleaner.kit.listening.Received;
import io.gleaner.tracking.core.Patterns;
import io.gleaner.tracking.core.Rounds;
import io.gleaner.tracking.core.TransactionKey;
import io.gleaner.tracking.labels.GivenLabel;
import io.gleaner.tracking.labels.KnownLabels;
import io.gleaner.tracking.labels.Spellings;
import io.gleaner.tracking.operations.OperationPart;
import io.gleaner.tracking.operations.Operations;
import io.gleaner.tracking.operations.PartResult;
import io.gleaner.tracking.patterns.KnownPatterns;
import io.gleaner.tracking.patterns.PatternUses;
import io.gleaner.tracking.patterns.PatternUses.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/** What a batch of imports does: in one transaction, by one statement per {@link #MAX_ROWS} rows. */
final class Imports implements BatchEffect {

    /** Rows of one statement, at which no further event is added to it. */
    private static final int MAX_ROWS = 5_000;

    private final TransactionTemplate transaction;
    private final Operations operations;
    private final KnownLabels labels;
    private final KnownPatterns patterns;
    private final PatternUses uses;
    private final ImportStore store;

    Imports(
            TransactionTemplate transaction,
            Operations operations,
            KnownLabels labels,
            KnownPatterns patterns,
            PatternUses uses,
            ImportStore store) {
        this.transaction = transaction;
        this.operations = operations;
        this.labels = labels;
        this.patterns = patterns;
        this.uses = uses;
        this.store = store;
    }

    @Override
    public Outcome apply(List<Received> events) {
        List<ImportPart> possible = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Received event : events) {
            ImportPart part = ImportPart.of(event);
            part.fault().ifPresentOrElse(fault -> refusals.add(new Refusal(event, fault)), () -> possible.add(part));
        }
        int applied =
                possible.isEmpty() ? 0 : Objects.requireNonNull(transaction.execute(status -> importNew(possible)));
        return new Outcome(applied, possible.size() - applied, refusals);
    }

    @Override
    public void refused(Received event, String reason) {
        OperationPart part = ImportPart.of(event).operation();
        transaction.executeWithoutResult(status -> operations.fail(part, reason));
    }

    private Integer importNew(List<ImportPart> parts) {
        List<ImportPart> fresh = operations.claim(parts, ImportPart::operation);
        Spellings spellings =
                labels.learn(fresh.stream().flatMap(ImportPart::labels).toList());
        List<PartResult> results = new ArrayList<>();
        Set<GivenLabel> set = new HashSet<>();
        List<Change> hits = new ArrayList<>();
        Map<String, Patterns> known =
                patterns.of(fresh.stream().map(ImportPart::tenantId).collect(Collectors.toSet()));
        for (List<ImportPart> round : Rounds.of(fresh, ImportPart::touched, MAX_ROWS)) {
            List<WrittenRow> written = store.upsert(rows(round, spellings, known));
            Set<TransactionKey> changed = written.stream().map(WrittenRow::key).collect(Collectors.toUnmodifiableSet());
            round.forEach(part -> results.add(part.result(changed)));
            written.stream().flatMap(WrittenRow::given).forEach(set::add);
            written.stream().flatMap(WrittenRow::hits).forEach(hits::add);
        }
        labels.forget(spellings, set);
        uses.count(hits);
        operations.settle(results);
        return fresh.size();
    }

    private static List<ImportRow> rows(List<ImportPart> round, Spellings spellings, Map<String, Patterns> known) {
        return round.stream()
                .flatMap(part -> part.rows(spellings, known.getOrDefault(part.tenantId(), Patterns.NONE)))
                .toList();
    }
}
