-- Every table with tenants' data calls protect() in the migration that creates it.
-- web (requests) sees the rows of the tenant its transaction is bound to; an unbound transaction sees none.
-- worker (listeners, jobs) handles many tenants in one statement; owner migrates. No role bypasses policies by attribute.
GRANT USAGE ON SCHEMA public TO ${web}, ${worker}, ${relay};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO ${web}, ${worker};

CREATE PROCEDURE protect(protected text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', protected);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', protected);
    EXECUTE format('CREATE POLICY own_tenant ON %I TO ${web} '
        'USING (tenant_id = (SELECT current_setting(''gleaner.tenant'', true))) '
        'WITH CHECK (tenant_id = (SELECT current_setting(''gleaner.tenant'', true)))', protected);
    EXECUTE format('CREATE POLICY all_tenants ON %I TO ${worker}, ${owner} USING (true) WITH CHECK (true)', protected);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${web}, ${worker}', protected);
END $$;
