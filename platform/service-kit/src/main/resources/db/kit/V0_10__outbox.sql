-- Announcements that are committed and not yet published. Rows live for milliseconds.
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id text NOT NULL,
    event_id text NOT NULL,
    row_id text,
    type text NOT NULL,
    occurred_at timestamptz NOT NULL,
    traceparent text,
    payload text NOT NULL
);
CALL protect('outbox');
