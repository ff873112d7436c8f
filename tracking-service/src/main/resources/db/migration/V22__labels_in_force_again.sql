-- A label that an undo put back: its new version stands for the version that had set it, so that operations can be undone one
-- after the other, the latest first.
CREATE TABLE restored_labels (
    tenant_id text NOT NULL,
    transaction_id text NOT NULL,
    field text NOT NULL,
    label_version bigint NOT NULL,
    stands_for bigint NOT NULL,
    PRIMARY KEY (tenant_id, transaction_id, field, label_version)
);
CALL protect('restored_labels');
