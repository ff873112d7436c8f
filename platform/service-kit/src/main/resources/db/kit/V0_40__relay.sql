-- A change relay raises its mark every second; the mark goes through the log and out to every partition of the relay's
-- topic. Who has read a mark has read everything committed before it, and an idle slot does not hold the log back.
CREATE TABLE relay_heartbeats (
    relay text PRIMARY KEY,
    mark bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON relay_heartbeats TO ${relay};

-- Every table that a relay carries calls relayed() in the migration that creates it, after protect().
-- FULL, because otherwise an update that leaves a long value alone does not log it. The relay's role needs its policy,
-- or its snapshots are silently empty. The publication is the owner's: Debezium's own way needs table ownership.
CREATE PROCEDURE relayed(relayed text, relay text DEFAULT '${service}') LANGUAGE plpgsql AS $$
DECLARE
    publication text := 'gleaner_' || relay;
BEGIN
    EXECUTE format('ALTER TABLE %I REPLICA IDENTITY FULL', relayed);
    EXECUTE format('GRANT SELECT ON %I TO ${relay}', relayed);
    EXECUTE format('CREATE POLICY relay ON %I FOR SELECT TO ${relay} USING (true)', relayed);
    IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = publication) THEN
        EXECUTE format('CREATE PUBLICATION %I FOR TABLE relay_heartbeats', publication);
    END IF;
    EXECUTE format('ALTER PUBLICATION %I ADD TABLE %I', publication, relayed);
END $$;
