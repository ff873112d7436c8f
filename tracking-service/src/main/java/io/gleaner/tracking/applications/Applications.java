package io.gleaner.tracking.applications;

import io.gleaner.contracts.PatternApplied;
import io.gleaner.kit.listening.Received;
import io.gleaner.tracking.applications.ApplicationStore.Candidate;
import io.gleaner.tracking.core.Application;
import io.gleaner.tracking.core.Pattern;
import io.gleaner.tracking.operations.OperationPart;
import io.gleaner.tracking.operations.Operations;
import io.gleaner.tracking.operations.PartResult;
import io.gleaner.tracking.operations.WholeOperations;
import io.gleaner.tracking.patterns.Definitions;
import io.gleaner.tracking.patterns.KnownPatterns;
import io.gleaner.tracking.patterns.PatternUses;
import io.gleaner.tracking.patterns.PatternUses.Change;
import io.gleaner.tracking.patterns.PatternUses.PatternKey;
import java.util.List;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets patterns label transactions that are there already; each application is an operation. */
public final class Applications extends WholeOperations {

    /** Transactions that are looked at, and labelled, by one statement. */
    private static final int PAGE = 5_000;

    private final KnownPatterns patterns;
    private final PatternUses uses;
    private final ApplicationStore store;

    Applications(
            TransactionTemplate transaction,
            Operations operations,
            KnownPatterns patterns,
            PatternUses uses,
            ApplicationStore store) {
        super(transaction, operations);
        this.patterns = patterns;
        this.uses = uses;
        this.store = store;
    }

    @Override
    protected OperationPart part(Received event) {
        PatternApplied payload = event.payload(PatternApplied.class);
        return OperationPart.whole(OperationPart.Kind.APPLICATION, event, payload.operationId(), payload.userId());
    }

    @Override
    protected PartResult perform(OperationPart part) {
        return PartResult.found(part, label(part), List.of());
    }

    private int label(OperationPart part) {
        Pattern pattern = Definitions.pattern(
                part.received().payload(PatternApplied.class).pattern());
        Application application = Application.of(pattern, patterns.of(part.tenantId()));
        int labelled = 0;
        String after = "";
        List<Candidate> page;
        do {
            page = store.page(part.tenantId(), pattern, after, PAGE);
            labelled += label(part, application, page);
            after = page.isEmpty() ? after : page.getLast().transactionId();
        } while (page.size() == PAGE);
        if (labelled > 0) {
            uses.count(List.of(new Change(new PatternKey(part.tenantId(), pattern.id()), labelled, 0)));
        }
        return labelled;
    }

    private int label(OperationPart part, Application application, List<Candidate> page) {
        List<Candidate> chosen = page.stream()
                .filter(candidate ->
                        application.on(candidate.facts(), candidate.standing()) == Application.Effect.LABELLED)
                .toList();
        return chosen.isEmpty() ? 0 : store.label(part.tenantId(), part.operationId(), application.pattern(), chosen);
    }
}
