package io.gleaner.tracking.operations;

import io.gleaner.kit.events.Event;

/**
 * The share of an operation that one event carries.
 *
 * @param part which one, from 1
 * @param parts how many the operation has
 * @param requested how many transactions it is about
 */
public record OperationPart(
        Kind kind, Event<?> event, String operationId, String userId, int part, int parts, int requested) {

    /** What an operation does. */
    public enum Kind {
        IMPORT("import"),
        CLASSIFICATION("classification");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    String tenantId() {
        return event.tenantId();
    }

    EventKey key() {
        return new EventKey(tenantId(), event.id());
    }
}
