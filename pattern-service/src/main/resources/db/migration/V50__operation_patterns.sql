-- Own copies of the runs that tracking-service knows, and what they show.
-- run: the payload of the event that told of it. counts: it is active and no run of a tool, so it is an occurrence of what it
-- shows. happened_at: when the run started, else when it was first heard of; never later than that.
-- signatures: the operations that it shows, in the order in which they were looked for. tool_signature: what a tool did in it.
CREATE TABLE workflow_runs (
    tenant_id text NOT NULL,
    workflow_id text NOT NULL,
    row_version bigint NOT NULL,
    run jsonb NOT NULL,
    active boolean NOT NULL,
    counts boolean NOT NULL,
    happened_at timestamptz NOT NULL,
    signatures text[] NOT NULL,
    tool_signature text,
    PRIMARY KEY (tenant_id, workflow_id)
);
CALL protect('workflow_runs');

-- What the runs keep doing. All numbers are exact sums over the occurrences and tool runs below, so that averages,
-- confidence and savings follow from them; confidence, savings and status are kept because lists are sorted by them.
-- pattern_id follows from tenant and signature. status: detected and candidate follow from the numbers.
CREATE TABLE operation_patterns (
    tenant_id text NOT NULL,
    pattern_id uuid NOT NULL,
    signature text NOT NULL,
    type text NOT NULL,
    status text NOT NULL DEFAULT 'detected'
        CHECK (status IN ('detected', 'candidate', 'approved', 'implemented', 'active', 'deprecated')),
    occurrences bigint NOT NULL DEFAULT 0,
    known_tokens bigint NOT NULL DEFAULT 0,
    tokens numeric NOT NULL DEFAULT 0,
    known_costs bigint NOT NULL DEFAULT 0,
    costs numeric NOT NULL DEFAULT 0,
    known_durations bigint NOT NULL DEFAULT 0,
    durations numeric NOT NULL DEFAULT 0,
    duration_squares numeric NOT NULL DEFAULT 0,
    errors numeric NOT NULL DEFAULT 0,
    retries numeric NOT NULL DEFAULT 0,
    recent bigint NOT NULL DEFAULT 0,
    recent_costs numeric NOT NULL DEFAULT 0,
    tool_runs bigint NOT NULL DEFAULT 0,
    known_tool_tokens bigint NOT NULL DEFAULT 0,
    tool_tokens numeric NOT NULL DEFAULT 0,
    known_tool_costs bigint NOT NULL DEFAULT 0,
    tool_costs numeric NOT NULL DEFAULT 0,
    first_detected timestamptz,
    last_seen timestamptz,
    confidence integer NOT NULL DEFAULT 10,
    savings numeric NOT NULL DEFAULT 0,
    reviewed_by text,
    reviewed_at timestamptz,
    notes text,
    PRIMARY KEY (tenant_id, pattern_id),
    UNIQUE (tenant_id, signature)
);
CREATE INDEX operation_patterns_by_savings ON operation_patterns (tenant_id, savings DESC, pattern_id DESC);
CREATE INDEX operation_patterns_by_count ON operation_patterns (tenant_id, occurrences DESC, pattern_id DESC);
CREATE INDEX operation_patterns_by_confidence ON operation_patterns (tenant_id, confidence DESC, pattern_id DESC);
CREATE INDEX operation_patterns_by_time
    ON operation_patterns (tenant_id, (coalesce(last_seen, '-infinity')) DESC, pattern_id DESC);
CALL protect('operation_patterns');

-- A run that shows an operation. The source of truth of all numbers.
-- tokens, cost: of the whole run, on its first operation only; null on the others, and where the run's are not known.
-- recent: it is counted in the savings of its pattern; set when written, taken back when it is older than 30 days.
CREATE TABLE pattern_occurrences (
    tenant_id text NOT NULL,
    pattern_id uuid NOT NULL,
    workflow_id text NOT NULL,
    similarity_score integer NOT NULL,
    detected_at timestamptz NOT NULL,
    happened_at timestamptz NOT NULL,
    tokens bigint,
    cost numeric,
    duration numeric,
    errors integer NOT NULL,
    retries integer NOT NULL,
    layer text NOT NULL,
    characteristics jsonb NOT NULL,
    recent boolean NOT NULL,
    PRIMARY KEY (tenant_id, pattern_id, workflow_id)
);
CREATE INDEX pattern_occurrences_by_time ON pattern_occurrences (tenant_id, pattern_id, happened_at DESC, workflow_id DESC);
CREATE INDEX pattern_occurrences_recent ON pattern_occurrences (happened_at) WHERE recent;
CALL protect('pattern_occurrences');

-- A run in which a tool did the operation. Not an occurrence: what a model costs is not measured by it.
CREATE TABLE tool_runs (
    tenant_id text NOT NULL,
    pattern_id uuid NOT NULL,
    workflow_id text NOT NULL,
    happened_at timestamptz NOT NULL,
    tokens bigint,
    cost numeric,
    PRIMARY KEY (tenant_id, pattern_id, workflow_id)
);
CALL protect('tool_runs');

-- What tenants add to the trigger table that ships with Gleaner.
CREATE TABLE operation_triggers (
    tenant_id text PRIMARY KEY,
    triggers jsonb NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_by text NOT NULL
);
CALL protect('operation_triggers');

-- Operations that a person found to be others: what shows the one counts for the other.
CREATE TABLE merged_operations (
    tenant_id text NOT NULL,
    signature text NOT NULL,
    into_signature text NOT NULL,
    PRIMARY KEY (tenant_id, signature)
);
CALL protect('merged_operations');

-- Every decision of a person on a pattern.
CREATE TABLE operation_reviews (
    tenant_id text NOT NULL,
    review_id uuid NOT NULL,
    pattern_id uuid NOT NULL,
    from_status text NOT NULL,
    to_status text NOT NULL,
    notes text,
    reviewed_by text NOT NULL,
    reviewed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, pattern_id, review_id)
);
CALL protect('operation_reviews');

-- Whether a run does show the operation, in the eyes of a person.
CREATE TABLE occurrence_verdicts (
    tenant_id text NOT NULL,
    pattern_id uuid NOT NULL,
    workflow_id text NOT NULL,
    correct boolean NOT NULL,
    judged_by text NOT NULL,
    judged_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, pattern_id, workflow_id)
);
CALL protect('occurrence_verdicts');

-- Operations that may be the same, since people ask for them in the same words. A person decides.
CREATE TABLE merge_proposals (
    tenant_id text NOT NULL,
    merge_id uuid NOT NULL,
    from_signature text NOT NULL,
    into_signature text NOT NULL,
    similarity numeric NOT NULL,
    from_input text NOT NULL,
    into_input text NOT NULL,
    status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'accepted', 'rejected')),
    proposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    decided_by text,
    decided_at timestamptz,
    PRIMARY KEY (tenant_id, merge_id)
);
-- a pair is proposed once, whichever way round
CREATE UNIQUE INDEX merge_proposals_of_pair ON merge_proposals
    (tenant_id, least(from_signature, into_signature), greatest(from_signature, into_signature));
CALL protect('merge_proposals');
