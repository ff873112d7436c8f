-- Records that this service refused, one row for each, however often its letter is read. Origin and reason are what the
-- letter's headers say; headers are those of the record itself.
CREATE TABLE dead_letters (
    letter_id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    reason text NOT NULL,
    error text NOT NULL,
    event_id text,
    event_type text,
    event_source text,
    event_time timestamptz,
    record_key text NOT NULL,
    headers jsonb NOT NULL,
    payload bytea,
    arrived_at timestamptz NOT NULL DEFAULT now(),
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'redriven')),
    redriven_at timestamptz,
    redriven_by text,
    UNIQUE (tenant_id, consumer, topic, partition, "offset")
);
CREATE INDEX dead_letters_of_tenant ON dead_letters (tenant_id, letter_id DESC);
CREATE INDEX dead_letters_by_age ON dead_letters (arrived_at);
CALL protect('dead_letters');

-- Who published what is announced, where that is not this service: consumers know an event by its source and id.
ALTER TABLE outbox ADD COLUMN source text;
