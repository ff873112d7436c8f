package io.gleaner.tracking.operations;

import io.gleaner.kit.events.Event;
import io.gleaner.kit.listening.Received;
import java.util.Arrays;
import java.util.Optional;

/**
 * The share of an operation that one event carries.
 *
 * @param part which one, from 1
 * @param parts how many the operation has
 * @param requested how many transactions it is about
 */
public record OperationPart(
        Kind kind, Received received, String operationId, String userId, int part, int parts, int requested) {

    /** What an operation does. */
    public enum Kind {
        IMPORT("import"),
        CLASSIFICATION("classification"),
        /** A pattern labels old transactions. */
        APPLICATION("application"),
        /** An earlier operation is taken back. */
        UNDO("undo");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        /** Whether an undo can take it back. */
        boolean isUndoable() {
            return this == CLASSIFICATION || this == APPLICATION;
        }

        /** The kind of this id, if it can be taken back. */
        static Optional<Kind> undoable(String id) {
            return Arrays.stream(values())
                    .filter(kind -> kind.id.equals(id) && kind.isUndoable())
                    .findFirst();
        }
    }

    /** All of an operation, which finds out itself how many transactions it is about. */
    public static OperationPart whole(Kind kind, Received received, String operationId, String userId) {
        return new OperationPart(kind, received, operationId, userId, 1, 1, 0);
    }

    public Event<?> event() {
        return received.event();
    }

    /** Who published the event: its id is unique among those of its source. */
    public String source() {
        return received.source().toString();
    }

    public String tenantId() {
        return event().tenantId();
    }

    EventKey key() {
        return new EventKey(tenantId(), source(), event().id());
    }
}
