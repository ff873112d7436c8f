package io.gleaner.tracking.operations;

import io.gleaner.kit.listening.BatchEffect;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Received;
import java.util.List;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;

/** Events that carry a whole operation each: every one is claimed, done and settled in a transaction of its own. */
public abstract class WholeOperations implements BatchEffect {

    private final TransactionTemplate transaction;
    private final Operations operations;

    protected WholeOperations(TransactionTemplate transaction, Operations operations) {
        this.transaction = transaction;
        this.operations = operations;
    }

    /** The operation that the event carries. */
    protected abstract OperationPart part(Received event);

    /** Does what was never done before, in the transaction that claimed it. */
    protected abstract PartResult perform(OperationPart part);

    @Override
    public final Outcome apply(List<Received> events) {
        int applied = 0;
        for (Received event : events) {
            applied += Objects.requireNonNull(transaction.execute(status -> performNew(event)));
        }
        return Outcome.of(applied, events.size() - applied);
    }

    @Override
    public final void refused(Received event, String reason) {
        transaction.executeWithoutResult(status -> operations.fail(part(event), reason));
    }

    private Integer performNew(Received event) {
        List<OperationPart> fresh = operations.claim(List.of(part(event)), part -> part);
        fresh.forEach(part -> operations.settle(List.of(perform(part))));
        return fresh.size();
    }
}
