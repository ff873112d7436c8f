-- How each tenant wants to be learned from; a tenant without a row has the service's defaults. The columns beside settings
-- are what statements ask for.
CREATE TABLE learning_settings (
    tenant_id text PRIMARY KEY,
    mode text NOT NULL CHECK (mode IN ('realtime', 'lazy', 'off')),
    settings jsonb NOT NULL,
    nightly_next_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_by text NOT NULL
);
CREATE INDEX learning_settings_nightly ON learning_settings (nightly_next_at) WHERE nightly_next_at IS NOT NULL;
CALL protect('learning_settings');

-- What became of an edit is found by its operation. What was learned before this column was there has no time.
ALTER TABLE classification_evidence ADD COLUMN learned_at timestamptz;
ALTER TABLE classification_evidence ALTER COLUMN learned_at SET DEFAULT clock_timestamp();
CREATE INDEX classification_evidence_of_operation ON classification_evidence (tenant_id, operation_id);

-- Windows that have closed. The evidence that a window collected was learned before its last event arrived and after the
-- last event of the window before it.
CREATE TABLE closed_windows (
    tenant_id text NOT NULL,
    kind text NOT NULL,
    opened_at timestamptz NOT NULL,
    last_event_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    closed_at timestamptz NOT NULL,
    events bigint NOT NULL,
    reason text NOT NULL,
    candidates int NOT NULL,
    PRIMARY KEY (tenant_id, kind, last_event_at)
);
CREATE INDEX closed_windows_by_time ON closed_windows (closed_at);
CALL protect('closed_windows');

-- A time inside a JSON object, as RFC 3339 writes it in UTC.
CREATE FUNCTION utc(at timestamptz) RETURNS text LANGUAGE sql STABLE
    RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- When a suggestion had its outcome: its other changes do not move it.
ALTER TABLE suggestions ADD COLUMN decided_at timestamptz;
