package io.gleaner.kit.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where a service's database is. One database per service; its roles are named after the service: {@code <service>_owner}
 * migrates, {@code _web} answers requests, {@code _worker} runs listeners and jobs, {@code _relay} reads the WAL.
 *
 * @param host of the server itself: the relay cannot pass through a pooler
 * @param name of the database
 * @param workerPoolSize connections of listeners and jobs
 */
@Validated
@ConfigurationProperties("gleaner.database")
public record DatabaseProperties(
        @NotBlank String host,
        @Min(1) @Max(65535) int port,
        @NotBlank String name,
        @DefaultValue("") String ownerPassword,
        @DefaultValue("") String webPassword,
        @DefaultValue("") String workerPassword,
        @DefaultValue("") String relayPassword,
        @DefaultValue("5") @Min(2) @Max(100) int workerPoolSize) {

    /** JDBC address of the database. */
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
    }
}
