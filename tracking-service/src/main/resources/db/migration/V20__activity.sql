-- What callers did. Each row carries the hash of the one before it, and sequence counts a tenant's rows without a gap.
CREATE TABLE activity_logs (
    tenant_id text NOT NULL,
    sequence bigint NOT NULL CHECK (sequence > 0),
    source text NOT NULL,
    event_id text NOT NULL,
    activity_id text NOT NULL,
    user_id text NOT NULL,
    type text NOT NULL,
    details jsonb NOT NULL,
    ip text,
    user_agent text,
    trace_id text,
    occurred_at timestamptz NOT NULL,
    logged_at timestamptz NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (tenant_id, sequence),
    UNIQUE (tenant_id, source, event_id)
);
CREATE INDEX activity_logs_of_user ON activity_logs (tenant_id, user_id, sequence);
CALL protect('activity_logs');
REVOKE UPDATE, DELETE ON activity_logs FROM ${web}, ${worker};
REVOKE INSERT ON activity_logs FROM ${web};

-- The end of each tenant's chain: who appends locks it, and a chain that lost its last rows does not reach it.
CREATE TABLE activity_heads (
    tenant_id text PRIMARY KEY,
    sequence bigint NOT NULL DEFAULT 0,
    hash text NOT NULL
);
CALL protect('activity_heads');
REVOKE INSERT, UPDATE, DELETE ON activity_heads FROM ${web};
REVOKE DELETE ON activity_heads FROM ${worker};

-- Triggers derive nothing in Gleaner. This one is a guard and writes nothing: privileges cannot keep a table's owner from
-- its rows, and a migration must not rewrite the log by accident. Who disables it is found out by the hashes.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % refused: it is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON activity_logs
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
