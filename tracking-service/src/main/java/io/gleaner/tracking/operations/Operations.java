package io.gleaner.tracking.operations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What the tenants asked for and what became of it, written in the transaction of the effect. */
public final class Operations {

    /** Longest reason that an operation tells, in characters. */
    private static final int MAX_REASON = 500;

    private final OperationStore store;

    Operations(OperationStore store) {
        this.store = store;
    }

    /**
     * Claims work for the caller's transaction, and returns what of it was never done. The same event twice is done once;
     * what another transaction is about to do is waited for.
     *
     * @param part the share of an operation that a piece of work is
     */
    public <W> List<W> claim(List<W> work, Function<W, OperationPart> part) {
        List<OperationPart> parts = work.stream().map(part).toList();
        store.add(parts);
        Set<EventKey> claimed = store.claim(parts);
        return work.stream()
                .filter(piece -> claimed.remove(part.apply(piece).key()))
                .toList();
    }

    /**
     * Writes down that a part will have no effect, which fails its operation. It claims nothing: the same event may still
     * be applied, once it is offered again from the dead letters.
     */
    public void fail(OperationPart part, String reason) {
        store.add(List.of(part));
        store.fail(part, reason.substring(0, Math.min(reason.length(), MAX_REASON)));
    }

    /** Writes down what became of claimed work. */
    public void settle(List<PartResult> results) {
        store.settle(results);
        results.stream().filter(result -> !result.refused().isEmpty()).forEach(store::refuse);
    }

    /**
     * Begins to undo an operation for the caller's transaction; nobody else begins the same before it ends.
     *
     * @return what the operation did; empty if there is nothing to undo: unknown, undone already, or of a kind that
     *     cannot be
     */
    public Optional<OperationPart.Kind> beginUndo(String tenantId, String operationId) {
        return store.lockKind(tenantId, operationId).flatMap(OperationPart.Kind::undoable);
    }

    /** The operation has been undone. */
    public void markUndone(String tenantId, String operationId, String undoneBy) {
        store.markUndone(tenantId, operationId, undoneBy);
    }
}
