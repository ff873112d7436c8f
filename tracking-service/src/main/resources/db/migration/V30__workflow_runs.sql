-- Runs of AI workflows, as they were reported last. Rows are inserted and replaced, never deleted.
-- reported_at, source, event_id: the event that said so. One that is older than it changes nothing, so the order in which
-- reports arrive, and how often, does not matter.
CREATE TABLE workflow_history (
    tenant_id text NOT NULL,
    workflow_id text NOT NULL,
    row_version bigint NOT NULL DEFAULT 1,
    active boolean NOT NULL DEFAULT true,
    nl_input text,
    workflow_template text,
    status text,
    adw_id text,
    tool_run boolean NOT NULL,
    tool_pattern_signature text,
    error_message text,
    error_count integer NOT NULL,
    retry_count integer NOT NULL,
    duration_seconds numeric,
    total_tokens bigint,
    actual_cost_total numeric,
    model text,
    started_at timestamptz,
    ended_at timestamptz,
    received_at timestamptz NOT NULL DEFAULT now(),
    traceparent text,
    reported_at timestamptz NOT NULL,
    source text COLLATE "C" NOT NULL,
    event_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, workflow_id)
);
CALL protect('workflow_history');
CALL relayed('workflow_history');

-- What became of each item of a request that reported runs: tracked, or refused with a reason.
CREATE TABLE workflow_report_items (
    tenant_id text NOT NULL,
    job_id uuid NOT NULL,
    index integer NOT NULL,
    user_id text NOT NULL,
    total integer NOT NULL,
    workflow_id text,
    detail text,
    reported_at timestamptz NOT NULL,
    settled_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, job_id, index),
    CHECK ((workflow_id IS NULL) <> (detail IS NULL))
);
CREATE INDEX workflow_report_items_by_time ON workflow_report_items USING brin (settled_at);
CALL protect('workflow_report_items');

-- How far each of these requests is: its items in one row, written in the transaction that settles them.
CREATE TABLE workflow_reports (
    tenant_id text NOT NULL,
    job_id uuid NOT NULL,
    row_version bigint NOT NULL DEFAULT 1,
    user_id text NOT NULL,
    total integer NOT NULL,
    workflow_ids text[] NOT NULL,
    refused jsonb NOT NULL,
    accepted_at timestamptz NOT NULL,
    settled_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, job_id)
);
CREATE INDEX workflow_reports_by_time ON workflow_reports USING brin (settled_at);
CALL protect('workflow_reports');
CALL relayed('workflow_reports');
