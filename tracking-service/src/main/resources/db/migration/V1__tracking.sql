-- What users did. Everything here is a fact; what is derived from it lives elsewhere.

-- One row per transaction of a tenant, as its source knows it, with the labels it carries now.
-- key: the normalised description, written at import. An edit of 5,000 rows reads it and normalises nothing; if the
-- normaliser changes, a migration writes the keys anew.
-- <label>_set_by 'user' locks a label: neither imports nor patterns change it, also when the user cleared it.
-- <label>_version counts the changes of that label. No label is indexed, so an edit stays on its page (HOT).
CREATE TABLE transactions (
    tenant_id text NOT NULL,
    transaction_id text NOT NULL,
    date date NOT NULL,
    amount numeric NOT NULL,
    direction text NOT NULL CHECK (direction IN ('debit', 'credit')),
    description text,
    currency text,
    account_id text,
    origin text,
    destination text,
    merchant_name text,
    payment_channel text,
    personal_finance_category text,
    pending boolean,
    key text,
    entity text,
    entity_set_by text CHECK (entity_set_by IN ('user', 'pattern', 'import')),
    entity_set_by_id text,
    entity_set_at timestamptz,
    entity_version bigint NOT NULL DEFAULT 0,
    category text,
    category_set_by text CHECK (category_set_by IN ('user', 'pattern', 'import')),
    category_set_by_id text,
    category_set_at timestamptz,
    category_version bigint NOT NULL DEFAULT 0,
    subcategory text,
    subcategory_set_by text CHECK (subcategory_set_by IN ('user', 'pattern', 'import')),
    subcategory_set_by_id text,
    subcategory_set_at timestamptz,
    subcategory_version bigint NOT NULL DEFAULT 0,
    justification text,
    justification_set_by text CHECK (justification_set_by IN ('user', 'pattern', 'import')),
    justification_set_by_id text,
    justification_set_at timestamptz,
    justification_version bigint NOT NULL DEFAULT 0,
    row_version bigint NOT NULL DEFAULT 1,
    imported_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, transaction_id)
) WITH (fillfactor = 75);
CREATE INDEX transactions_newest_first ON transactions (tenant_id, date DESC, transaction_id DESC);
CALL protect('transactions');

-- How a tenant first wrote each label; later spellings of it are replaced by this one.
CREATE TABLE known_labels (
    tenant_id text NOT NULL,
    field text NOT NULL,
    folded text NOT NULL,
    spelling text NOT NULL,
    first_used_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, field, folded)
);
CALL protect('known_labels');

-- One row per changed label. Rows are inserted, and retracted by undo (active = false, row_version raised); never deleted.
CREATE TABLE user_classification_tracking (
    tracking_id uuid PRIMARY KEY DEFAULT uuidv7(),
    row_version bigint NOT NULL DEFAULT 1,
    active boolean NOT NULL DEFAULT true,
    tenant_id text NOT NULL,
    event_id text NOT NULL,
    operation_id text NOT NULL,
    user_id text NOT NULL,
    transaction_id text NOT NULL,
    field text NOT NULL,
    old_value text,
    new_value text,
    label_version bigint NOT NULL,
    description text,
    direction text NOT NULL,
    key text,
    signature text,
    learnable boolean NOT NULL,
    not_learnable_reason text,
    origin text,
    destination text,
    traceparent text,
    tracked_at timestamptz NOT NULL DEFAULT statement_timestamp(),
    UNIQUE (tenant_id, event_id, transaction_id, field),
    CHECK (learnable = (not_learnable_reason IS NULL))
);
CALL protect('user_classification_tracking');

-- What was asked for with one request; it may come in several parts.
CREATE TABLE operations (
    tenant_id text NOT NULL,
    operation_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('import', 'classification')),
    user_id text NOT NULL,
    parts integer NOT NULL,
    requested_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, operation_id)
);
CALL protect('operations');

-- One row per event that was applied: the event's id is what makes a redelivery a no-op.
CREATE TABLE operation_parts (
    tenant_id text NOT NULL,
    event_id text NOT NULL,
    operation_id text NOT NULL,
    part integer NOT NULL,
    requested integer NOT NULL,
    updated integer NOT NULL DEFAULT 0,
    unchanged integer NOT NULL DEFAULT 0,
    refused integer NOT NULL DEFAULT 0,
    applied_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, event_id)
) WITH (fillfactor = 75);
CREATE INDEX operation_parts_of_operation ON operation_parts (tenant_id, operation_id);
CALL protect('operation_parts');

-- The transactions that an operation could not change, and why.
CREATE TABLE operation_refusals (
    tenant_id text NOT NULL,
    operation_id text NOT NULL,
    transaction_id text NOT NULL,
    event_id text NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (tenant_id, operation_id, transaction_id, event_id)
);
CALL protect('operation_refusals');
