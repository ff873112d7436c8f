package io.gleaner.tracking.classifications;

import io.gleaner.tracking.core.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edit with its value as the tenant writes it.
 *
 * @param label null clears
 */
record SpelledEdit(Edit edit, @Nullable String label) {

    Field field() {
        return edit.field();
    }

    String tenantId() {
        return edit.tenantId();
    }

    /** What one statement must not touch twice. */
    List<Touched> touched() {
        return edit.transactionIds().stream()
                .map(id -> new Touched(tenantId(), field(), id))
                .toList();
    }

    /** One label of one transaction. */
    record Touched(String tenantId, Field field, String transactionId) {}
}
