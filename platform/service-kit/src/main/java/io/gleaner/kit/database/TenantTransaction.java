package io.gleaner.kit.database;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work of a listener or job thread that must see one tenant only: for the length of a transaction the worker becomes
 * role {@code web} of that tenant, so row-level security binds it too. Work for many tenants at once runs as plain
 * {@code worker}.
 */
public final class TenantTransaction {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String webRole;

    public TenantTransaction(JdbcClient jdbc, TransactionTemplate transaction, String service) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.webRole = service + "_web";
    }

    /** The result of work in a transaction of this tenant. */
    public <T> T in(String tenantId, Supplier<T> work) {
        return transaction.<T>execute(status -> {
            jdbc.sql("SELECT set_config('role', ?, true), set_config('gleaner.tenant', ?, true)")
                    .params(webRole, tenantId)
                    .query((row, n) -> row.getString(1))
                    .single();
            return work.get();
        });
    }

    /** Work in a transaction of this tenant. */
    public void run(String tenantId, Runnable work) {
        in(tenantId, () -> {
            work.run();
            return tenantId;
        });
    }
}
