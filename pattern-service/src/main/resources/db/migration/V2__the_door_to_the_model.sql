-- When a tenant may next call a model for a purpose. A claim moves opens_at beyond anything the call can last, so the
-- permit of a killed worker opens by itself; the call's end moves it to the purpose's interval from then.
CREATE TABLE llm_permits (
    tenant_id text NOT NULL,
    purpose text NOT NULL,
    holder uuid,
    opens_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, purpose)
);
CALL protect('llm_permits');

-- A request from its permit to its effect. due_at: from then on another worker may go on with it.
CREATE TABLE llm_requests (
    request_id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    purpose text NOT NULL,
    subject_ids uuid[] NOT NULL,
    content_key text NOT NULL,
    prompt_version text NOT NULL,
    status text NOT NULL CHECK (status IN ('calling', 'answered', 'applied', 'failed', 'lost')),
    traceparent text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at timestamptz NOT NULL
);
CREATE INDEX llm_requests_due ON llm_requests (due_at) WHERE status IN ('calling', 'answered');
CREATE INDEX llm_requests_of_tenant ON llm_requests (tenant_id, created_at);
CALL protect('llm_requests');

-- Answers by the content of their question, stored before their effect: a crash after the answer never pays twice.
CREATE TABLE llm_answers (
    tenant_id text NOT NULL,
    content_key text NOT NULL,
    model text NOT NULL,
    answer text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, content_key)
);
CALL protect('llm_answers');

-- The ledger: one row per request that a provider may have seen. prompt only where gleaner.llm.store-prompts is on.
CREATE TABLE llm_calls (
    call_id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    purpose text NOT NULL,
    request_id uuid NOT NULL,
    subject_ids uuid[] NOT NULL,
    model text NOT NULL,
    prompt_version text NOT NULL,
    input_tokens bigint NOT NULL,
    output_tokens bigint NOT NULL,
    cached_tokens bigint NOT NULL,
    cost numeric NOT NULL,
    latency_ms bigint NOT NULL,
    outcome text NOT NULL,
    trace_id text,
    prompt text,
    ended_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX llm_calls_of_tenant ON llm_calls (tenant_id, purpose, ended_at);
CALL protect('llm_calls');
