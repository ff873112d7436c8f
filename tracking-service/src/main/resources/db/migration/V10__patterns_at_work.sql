-- Copies of the patterns that pattern-service decides on. What is not newer than the copy (row_version) has no effect.
CREATE TABLE known_patterns (
    tenant_id text NOT NULL,
    pattern_id text NOT NULL,
    row_version bigint NOT NULL,
    status text NOT NULL CHECK (status IN ('active', 'paused', 'deleted')),
    field text NOT NULL,
    label text NOT NULL,
    tokens text[] NOT NULL,
    direction text,
    amount_min numeric,
    amount_max numeric,
    account_id text,
    currency text,
    priority integer NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, pattern_id)
);
CALL protect('known_patterns');

-- Raised with every change of a tenant's copies: who has read them with this number need not read them again.
CREATE TABLE known_pattern_revisions (
    tenant_id text PRIMARY KEY,
    revision bigint NOT NULL
);
CALL protect('known_pattern_revisions');

-- One row per label that a pattern set, with what stood there before. operation_id: the application that set it, null for
-- an import. A label is corrected once a user replaced or cleared it.
CREATE TABLE pattern_labels (
    tenant_id text NOT NULL,
    transaction_id text NOT NULL,
    field text NOT NULL,
    label_version bigint NOT NULL,
    pattern_id text NOT NULL,
    operation_id text,
    old_value text,
    old_set_by text,
    old_set_by_id text,
    old_set_at timestamptz,
    state text NOT NULL DEFAULT 'standing' CHECK (state IN ('standing', 'corrected', 'undone')),
    set_in_order bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (tenant_id, transaction_id, field, label_version)
);
CREATE INDEX pattern_labels_latest ON pattern_labels (tenant_id, pattern_id, set_in_order);
CREATE INDEX pattern_labels_of_operation ON pattern_labels (tenant_id, operation_id) WHERE operation_id IS NOT NULL;
CALL protect('pattern_labels');

-- How the labels of each pattern have fared; pattern-service judges patterns by these rows.
CREATE TABLE pattern_uses (
    tenant_id text NOT NULL,
    pattern_id text NOT NULL,
    row_version bigint NOT NULL DEFAULT 1,
    hits bigint NOT NULL,
    corrected bigint NOT NULL,
    recent integer NOT NULL,
    recent_right integer NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    PRIMARY KEY (tenant_id, pattern_id)
);
CALL protect('pattern_uses');
CALL relayed('pattern_uses');

-- What an undo restores, and what an edit teaches beyond its label.
ALTER TABLE user_classification_tracking
    ADD COLUMN amount numeric,
    ADD COLUMN old_set_by text,
    ADD COLUMN old_set_by_id text,
    ADD COLUMN old_set_at timestamptz;
CREATE INDEX user_classification_tracking_of_operation ON user_classification_tracking (tenant_id, operation_id);

ALTER TABLE operations
    ADD COLUMN undone_at timestamptz,
    ADD COLUMN undone_by text,
    DROP CONSTRAINT operations_kind_check,
    ADD CHECK (kind IN ('import', 'classification', 'application', 'undo'));
