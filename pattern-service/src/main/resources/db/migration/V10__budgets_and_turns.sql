-- Limits that a tenant set itself; without a row the installation's own hold. limits: by name, {"amount", "mode"}.
CREATE TABLE llm_budget (
    tenant_id text PRIMARY KEY,
    row_version bigint NOT NULL,
    limits jsonb NOT NULL,
    updated_by text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CALL protect('llm_budget');

-- What calls came to, per day and per month (UTC). A call belongs to the period in which it was permitted.
CREATE TABLE llm_spending (
    tenant_id text NOT NULL,
    period text NOT NULL CHECK (period IN ('day', 'month')),
    starts_at timestamptz NOT NULL,
    tokens bigint NOT NULL,
    cost numeric NOT NULL,
    PRIMARY KEY (tenant_id, period, starts_at)
);
CALL protect('llm_spending');

INSERT INTO llm_spending (tenant_id, period, starts_at, tokens, cost)
SELECT tenant_id, unit, date_trunc(unit, ended_at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC',
    sum(input_tokens + output_tokens), sum(cost)
FROM llm_calls, unnest(ARRAY['day', 'month']) AS unit
WHERE ended_at >= date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
GROUP BY 1, 2, 3;

-- The most that a call on its way may come to. It returns with the call's end, or, if its worker was lost, by itself.
CREATE TABLE llm_reservations (
    tenant_id text NOT NULL,
    request_id uuid NOT NULL,
    tokens bigint NOT NULL,
    cost numeric NOT NULL,
    reserved_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, request_id)
);
CALL protect('llm_reservations');

-- What became of a limit in a period: whether its owner was warned, and how many calls it held back, or would have.
CREATE TABLE llm_limit_periods (
    tenant_id text NOT NULL,
    limit_name text NOT NULL,
    starts_at timestamptz NOT NULL,
    warned_at timestamptz,
    held_back bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, limit_name, starts_at)
);
CALL protect('llm_limit_periods');

-- held_until: the budget has no room before. claimed_at: the tenant's last turn.
ALTER TABLE llm_permits ADD COLUMN held_until timestamptz, ADD COLUMN claimed_at timestamptz;
