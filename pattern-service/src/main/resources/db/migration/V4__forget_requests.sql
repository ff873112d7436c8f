-- What ended is found by its time, and whether an answer is still asked for by its content.
CREATE INDEX llm_requests_ended ON llm_requests (due_at) WHERE status IN ('applied', 'failed', 'lost');
CREATE INDEX llm_requests_of_content ON llm_requests (tenant_id, content_key);
CREATE INDEX llm_answers_by_time ON llm_answers (created_at);
