-- Parts arrive in the order of their time: a BRIN finds the old ones and costs an insert next to nothing.
CREATE INDEX operation_parts_by_time ON operation_parts USING brin (applied_at);
