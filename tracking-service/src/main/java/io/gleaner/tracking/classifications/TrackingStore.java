package io.gleaner.tracking.classifications;

import io.gleaner.kit.database.Columns;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tracking records. Works in the caller's transaction. */
final class TrackingStore {

    /** What a change shares with the others of its edit comes once per edit, and is joined here. */
    private static final String TRACK = """
            INSERT INTO user_classification_tracking (
                tenant_id, source, event_id, operation_id, user_id, field, new_value, traceparent,
                transaction_id, old_value, label_version, direction, description, key, origin, destination,
                signature, learnable, not_learnable_reason, amount, old_set_by, old_set_by_id, old_set_at)
            SELECT e.tenant_id, e.source, e.event_id, e.operation_id, e.user_id, e.field, e.label, e.traceparent,
                   c.transaction_id, c.old_value, c.label_version, c.direction, c.description, c.key, c.origin,
                   c.destination, c.signature, c.reason IS NULL, c.reason, c.amount, c.set_by, c.set_by_id, c.set_at
            FROM unnest(:edits::integer[], :ids::text[], :old::text[], :versions::bigint[], :directions::text[],
                        :descriptions::text[], :keys::text[], :origins::text[], :destinations::text[],
                        :signatures::text[], :reasons::text[], :amounts::numeric[], :setBy::text[],
                        :setByIds::text[], :setAt::timestamptz[])
                 AS c (edit, transaction_id, old_value, label_version, direction, description, key, origin, destination,
                       signature, reason, amount, set_by, set_by_id, set_at)
            JOIN unnest(:tenants::text[], :sources::text[], :events::text[], :operations::text[], :users::text[],
                        :fields::text[], :labels::text[], :traces::text[]) WITH ORDINALITY
                 AS e (tenant_id, source, event_id, operation_id, user_id, field, label, traceparent, n) ON e.n = c.edit + 1
            """;

    private final JdbcClient jdbc;

    TrackingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Inserts a record for each change by one statement.
     *
     * @param round the edits that the changes' targets refer to
     */
    void track(List<SpelledEdit> round, List<TrackedLabel> tracked) {
        bindChanges(bindEdits(jdbc.sql(TRACK), round), tracked).update();
    }

    private static JdbcClient.StatementSpec bindEdits(JdbcClient.StatementSpec statement, List<SpelledEdit> edits) {
        Columns<SpelledEdit> columns = new Columns<>(edits);
        return statement
                .param("tenants", columns.texts(SpelledEdit::tenantId))
                .param("sources", columns.texts(edit -> edit.edit().operation().source()))
                .param("events", columns.texts(edit -> edit.edit().event().id()))
                .param(
                        "operations",
                        columns.texts(edit -> edit.edit().operation().operationId()))
                .param("users", columns.texts(edit -> edit.edit().operation().userId()))
                .param("fields", columns.texts(edit -> edit.field().id()))
                .param("labels", columns.texts(SpelledEdit::label))
                .param("traces", columns.texts(edit -> edit.edit().event().traceparent()));
    }

    private static JdbcClient.StatementSpec bindChanges(
            JdbcClient.StatementSpec statement, List<TrackedLabel> tracked) {
        Columns<TrackedLabel> columns = new Columns<>(tracked);
        return statement
                .param(
                        "edits",
                        columns.integers(label -> label.change().target().edit()))
                .param("ids", columns.texts(label -> label.change().target().transactionId()))
                .param("old", columns.texts(label -> label.change().oldValue()))
                .param("versions", columns.longs(label -> label.change().labelVersion()))
                .param("directions", columns.texts(label -> label.change().direction()))
                .param("descriptions", columns.texts(label -> label.change().description()))
                .param("keys", columns.texts(label -> label.change().key()))
                .param("origins", columns.texts(label -> label.change().origin()))
                .param("destinations", columns.texts(label -> label.change().destination()))
                .param("signatures", columns.texts(TrackedLabel::signature))
                .param("amounts", columns.texts(label -> label.change().amount().toString()))
                .param("setBy", columns.texts(label -> label.change().before().setBy()))
                .param(
                        "setByIds",
                        columns.texts(label -> label.change().before().setById()))
                .param("setAt", columns.texts(label -> label.change().before().setAt()))
                .param(
                        "reasons",
                        columns.texts(label -> label.learnability().reason().orElse(null)));
    }
}
