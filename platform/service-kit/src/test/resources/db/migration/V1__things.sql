CREATE TABLE things (tenant_id text NOT NULL, thing text NOT NULL, event_id text NOT NULL, PRIMARY KEY (tenant_id, event_id));
CALL protect('things');

CREATE TABLE open_windows (
    tenant_id text NOT NULL,
    kind text NOT NULL,
    opened_at timestamptz NOT NULL,
    last_event_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    events bigint NOT NULL,
    reason text NOT NULL,
    traceparent text,
    PRIMARY KEY (tenant_id, kind)
);
CALL protect('open_windows');
