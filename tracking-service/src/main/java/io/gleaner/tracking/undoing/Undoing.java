package io.gleaner.tracking.undoing;

import io.gleaner.contracts.ClassificationUndone;
import io.gleaner.kit.listening.Received;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.operations.OperationPart;
import io.gleaner.tracking.operations.Operations;
import io.gleaner.tracking.operations.PartResult;
import io.gleaner.tracking.operations.WholeOperations;
import io.gleaner.tracking.patterns.PatternUses;
import io.gleaner.tracking.patterns.PatternUses.Change;
import io.gleaner.tracking.patterns.PatternUses.PatternKey;
import io.gleaner.tracking.undoing.UndoStore.Retracted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes operations back: old values and their provenance return where nobody has changed them since, and what the
 * operation taught is retracted. What cannot be undone, or was already, is left as it is.
 */
public final class Undoing extends WholeOperations {

    private final Operations operations;
    private final PatternUses uses;
    private final UndoStore store;

    Undoing(TransactionTemplate transaction, Operations operations, PatternUses uses, UndoStore store) {
        super(transaction, operations);
        this.operations = operations;
        this.uses = uses;
        this.store = store;
    }

    @Override
    protected OperationPart part(Received event) {
        ClassificationUndone payload = event.payload(ClassificationUndone.class);
        return OperationPart.whole(OperationPart.Kind.UNDO, event, payload.operationId(), payload.userId());
    }

    @Override
    protected PartResult perform(OperationPart part) {
        String undone = part.received().payload(ClassificationUndone.class).undoneOperationId();
        return operations
                .beginUndo(part.tenantId(), undone)
                .map(kind -> undo(part, undone, kind))
                .orElseGet(() -> PartResult.found(part, 0, List.of()));
    }

    private PartResult undo(OperationPart part, String undone, OperationPart.Kind kind) {
        PartResult result = switch (kind) {
            case CLASSIFICATION -> undoClassification(part, undone);
            case APPLICATION -> undoApplication(part, undone);
            case IMPORT, UNDO -> throw new IllegalStateException(kind + " cannot be undone");
        };
        operations.markUndone(part.tenantId(), undone, part.operationId());
        return result;
    }

    private PartResult undoClassification(OperationPart part, String undone) {
        List<String> restored = Stream.of(Field.values())
                .flatMap(field -> store.restoreTracked(part.tenantId(), undone, field).stream())
                .toList();
        List<Retracted> retracted = store.retract(part.tenantId(), undone);
        Set<String> back = new HashSet<>(restored);
        uses.reinstate(retracted.stream()
                .filter(record -> record.corrected() && back.contains(record.transactionId()))
                .map(record -> record.correction(part.tenantId()))
                .toList());
        return result(part, restored, retracted.stream().map(Retracted::transactionId));
    }

    private PartResult undoApplication(OperationPart part, String undone) {
        List<String> restored = Stream.of(Field.values())
                .flatMap(field -> store.restorePatterns(part.tenantId(), undone, field).stream())
                .toList();
        uses.count(store.withdraw(part.tenantId(), undone, restored).stream()
                .map(label ->
                        new Change(new PatternKey(part.tenantId(), label.patternId()), -1, label.corrected() ? -1 : 0))
                .toList());
        return result(part, restored, store.labelledBy(part.tenantId(), undone).stream());
    }

    private static PartResult result(OperationPart part, List<String> restored, Stream<String> changed) {
        Set<String> back = new HashSet<>(restored);
        return PartResult.found(
                part,
                restored.size(),
                changed.filter(id -> !back.contains(id)).distinct().toList());
    }
}
