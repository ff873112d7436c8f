-- db-scheduler's table: when what runs, on which replica, with its heartbeat. No tenant data.
CREATE TABLE scheduled_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamptz NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint NOT NULL,
    priority smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_tasks TO ${worker};

-- What is known of each background job: the user's view, and where its next worker goes on.
CREATE TABLE background_jobs (
    job_id uuid PRIMARY KEY,
    tenant_id text NOT NULL,
    user_id text NOT NULL,
    type text NOT NULL,
    status text NOT NULL CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
    priority int NOT NULL DEFAULT 0,
    input jsonb NOT NULL,
    result jsonb,
    checkpoint jsonb,
    done bigint NOT NULL DEFAULT 0,
    total bigint,
    unit text NOT NULL,
    attempts int NOT NULL DEFAULT 0,
    max_retries int NOT NULL,
    error text,
    scheduled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    started_at timestamptz,
    completed_at timestamptz
);
CREATE INDEX background_jobs_of_tenant ON background_jobs (tenant_id, job_id);
CALL protect('background_jobs');
