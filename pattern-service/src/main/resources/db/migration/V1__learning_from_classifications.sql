-- Our own copy of tracking-service's tracking records. What is not newer than the copy (row_version) has no effect.
CREATE TABLE classification_evidence (
    tenant_id text NOT NULL,
    tracking_id uuid NOT NULL,
    row_version bigint NOT NULL,
    active boolean NOT NULL,
    operation_id text NOT NULL,
    transaction_id text NOT NULL,
    field text NOT NULL,
    label_version bigint NOT NULL,
    learnable boolean NOT NULL,
    label text,
    signature text,
    key text,
    direction text,
    description text,
    PRIMARY KEY (tenant_id, tracking_id)
);
CREATE INDEX classification_evidence_of_label
    ON classification_evidence (tenant_id, field, transaction_id, label_version);
CALL protect('classification_evidence');

-- What counts: the latest active evidence of each label, if one can learn from it. So a transaction stands under at most
-- one signature of a field; one whose description changed since then stands under its new signature only.
CREATE TABLE classification_occurrences (
    tenant_id text NOT NULL,
    field text NOT NULL,
    transaction_id text NOT NULL,
    signature text NOT NULL,
    label text NOT NULL,
    tracking_id uuid NOT NULL,
    PRIMARY KEY (tenant_id, field, transaction_id)
);
CREATE INDEX classification_occurrences_of_signature
    ON classification_occurrences (tenant_id, field, signature, label);
CALL protect('classification_occurrences');

-- Open windows: see io.gleaner.kit.windows.
CREATE TABLE pending_pattern_checks (
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
CREATE INDEX pending_pattern_checks_by_due ON pending_pattern_checks (due_at);
CALL protect('pending_pattern_checks');

-- What the tenant's open window has to count when it closes.
CREATE TABLE touched_signatures (
    tenant_id text NOT NULL,
    field text NOT NULL,
    signature text NOT NULL,
    PRIMARY KEY (tenant_id, field, signature)
);
CALL protect('touched_signatures');

-- Suggestions: while open, their counts are live; once closed, they stay as they were decided.
CREATE TABLE suggestions (
    suggestion_id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    field text NOT NULL,
    signature text NOT NULL,
    key text NOT NULL,
    direction text NOT NULL,
    label text,
    labels jsonb NOT NULL,
    occurrences bigint NOT NULL,
    agreement numeric(5, 4) NOT NULL,
    status text NOT NULL
        CHECK (status IN ('waiting', 'validating', 'pending_review', 'approved', 'rejected', 'conflict')),
    confidence numeric(5, 4),
    reasoning text,
    risk text,
    model text,
    tokens text[],
    request_id uuid,
    attempts int NOT NULL DEFAULT 0,
    next_attempt_at timestamptz,
    waiting_for text,
    decided_by text,
    traceparent text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (label IS NOT NULL OR status IN ('conflict', 'rejected')),
    CHECK (request_id IS NOT NULL OR status <> 'validating')
);
CREATE UNIQUE INDEX suggestions_open ON suggestions (tenant_id, field, signature)
    WHERE status IN ('waiting', 'validating', 'pending_review', 'conflict');
CREATE INDEX suggestions_of_signature ON suggestions (tenant_id, field, signature);
CREATE INDEX suggestions_of_tenant ON suggestions (tenant_id, suggestion_id);
CREATE INDEX suggestions_of_request ON suggestions (request_id) WHERE status = 'validating';
CREATE INDEX suggestions_waiting ON suggestions (tenant_id, suggestion_id) WHERE status = 'waiting';
CALL protect('suggestions');

CREATE TABLE patterns (
    pattern_id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    suggestion_id uuid NOT NULL UNIQUE,
    field text NOT NULL,
    signature text NOT NULL,
    label text NOT NULL,
    tokens text[] NOT NULL CHECK (cardinality(tokens) > 0),
    direction text,
    status text NOT NULL CHECK (status IN ('active', 'paused', 'deleted')),
    priority int NOT NULL DEFAULT 0,
    row_version bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX patterns_of_signature ON patterns (tenant_id, field, signature);
CREATE INDEX patterns_of_tenant ON patterns (tenant_id, pattern_id);
CALL protect('patterns');
