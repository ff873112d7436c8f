-- An event's id is unique among the events of its source, not of its tenant: source and id together make a redelivery a
-- no-op. What is here came by way of the gateway, or of nobody who could be told apart.
ALTER TABLE operation_parts ADD COLUMN source text NOT NULL DEFAULT '/gleaner/gateway';
ALTER TABLE operation_parts ALTER COLUMN source DROP DEFAULT;
ALTER TABLE operation_parts DROP CONSTRAINT operation_parts_pkey, ADD PRIMARY KEY (tenant_id, source, event_id);

ALTER TABLE operation_refusals ADD COLUMN source text NOT NULL DEFAULT '/gleaner/gateway';
ALTER TABLE operation_refusals ALTER COLUMN source DROP DEFAULT;
ALTER TABLE operation_refusals DROP CONSTRAINT operation_refusals_pkey,
    ADD PRIMARY KEY (tenant_id, operation_id, transaction_id, source, event_id);

ALTER TABLE user_classification_tracking ADD COLUMN source text NOT NULL DEFAULT '/gleaner/gateway';
ALTER TABLE user_classification_tracking ALTER COLUMN source DROP DEFAULT;
DO $$
DECLARE
    by_event text := (SELECT conname FROM pg_constraint
                      WHERE conrelid = 'user_classification_tracking'::regclass AND contype = 'u');
BEGIN
    EXECUTE format('ALTER TABLE user_classification_tracking DROP CONSTRAINT %I', by_event);
END $$;
ALTER TABLE user_classification_tracking ADD UNIQUE (tenant_id, source, event_id, transaction_id, field);

-- The parts of operations that were refused as a whole. They claim no event: one that is offered again from the dead
-- letters, and then applied, no longer counts as failed.
CREATE TABLE operation_failures (
    tenant_id text NOT NULL,
    operation_id text NOT NULL,
    source text NOT NULL,
    event_id text NOT NULL,
    part integer NOT NULL,
    reason text NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, operation_id, source, event_id)
);
CALL protect('operation_failures');
