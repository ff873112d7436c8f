-- What the gateway gave its word for: ids given out, and the requests that may be repeated with their key.
-- settled: the effect is known to be done; until then lease_until says how long somebody may be at work on it.
-- answer_*: the first answer of a command that another service carried out; what the gateway itself answers follows
-- from request_id and requested.
CREATE TABLE accepted_requests (
    tenant_id       text        NOT NULL,
    request_id      uuid        NOT NULL,
    user_id         text        NOT NULL,
    operation       text        NOT NULL,
    requested       integer     NOT NULL,
    accepted_at     timestamptz NOT NULL DEFAULT now(),
    idempotency_key text,
    request_hash    bytea,
    lease_until     timestamptz,
    settled         boolean     NOT NULL DEFAULT false,
    answer_status   integer,
    answer_headers  text,
    answer_body     bytea,
    PRIMARY KEY (tenant_id, request_id)
);

CREATE UNIQUE INDEX accepted_requests_by_key ON accepted_requests (tenant_id, user_id, idempotency_key)
    WHERE idempotency_key IS NOT NULL;

-- rows arrive in the order of their time: a BRIN finds the old ones and costs an insert next to nothing
CREATE INDEX accepted_requests_by_time ON accepted_requests USING brin (accepted_at);

CALL protect('accepted_requests');
