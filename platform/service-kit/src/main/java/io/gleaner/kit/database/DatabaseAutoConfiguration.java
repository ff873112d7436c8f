package io.gleaner.kit.database;

import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.spi.ConnectionFactory;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureBefore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a service its two ways to the database: JDBC as {@code worker}, R2DBC as {@code web}. */
@AutoConfiguration
@AutoConfigureBefore({DataSourceAutoConfiguration.class, TransactionAutoConfiguration.class})
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseAutoConfiguration {

    /**
     * A plan that a session keeps was made for tables as they were then: one made for a hundred rows reads all of ten
     * thousand for each of ten thousand.
     */
    private static final String PLAN_EACH_TIME = "SET plan_cache_mode = force_custom_plan";

    @Bean
    HikariDataSource workerDataSource(DatabaseProperties database, @Value("${gleaner.service}") String service) {
        HikariDataSource pool = new HikariDataSource();
        pool.setPoolName("worker");
        pool.setJdbcUrl(database.jdbcUrl()
                + "&reWriteBatchedInserts=true&tcpKeepAlive=true&connectTimeout=3&socketTimeout=120");
        pool.setUsername(service + "_worker");
        pool.setPassword(database.workerPassword());
        pool.setConnectionInitSql(PLAN_EACH_TIME);
        pool.setMaximumPoolSize(database.workerPoolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(5_000);
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    @Bean
    @Primary
    PlatformTransactionManager workerTransactions(DataSource workerDataSource) {
        return new JdbcTransactionManager(workerDataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager workerTransactions) {
        return new TransactionTemplate(workerTransactions);
    }

    @Bean
    TenantTransaction tenantTransaction(
            JdbcClient jdbc, TransactionTemplate transaction, @Value("${gleaner.service}") String service) {
        return new TenantTransaction(jdbc, transaction, service);
    }

    @Bean
    R2dbcTransactionManager webTransactions(ConnectionFactory connections) {
        return new R2dbcTransactionManager(connections);
    }

    @Bean
    TenantSession tenantSession(DatabaseClient database, R2dbcTransactionManager webTransactions) {
        return new TenantSession(database, TransactionalOperator.create(webTransactions));
    }
}
