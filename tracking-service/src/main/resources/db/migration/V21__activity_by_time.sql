-- GET /v1/activity?from=&to= would otherwise read a tenant's log backwards from its end until the time is reached.
CREATE INDEX activity_logs_by_time ON activity_logs (tenant_id, occurred_at);
