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
 * @param sslMode of every JDBC connection and of the relay, as the driver names it; {@code verify-full} in production
 * @param sslRootCert file of the authority that signed the server's certificate; none if empty
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
        @DefaultValue("5") @Min(2) @Max(100) int workerPoolSize,
        @DefaultValue("prefer") @NotBlank String sslMode,
        @DefaultValue("") String sslRootCert) {

    /** JDBC address of the database, with how its server proves who it is; further parameters go behind an {@code &}. */
    public String jdbcUrl() {
        String url = "jdbc:postgresql://%s:%d/%s?sslmode=%s".formatted(host, port, name, sslMode);
        return sslRootCert.isEmpty() ? url : url + "&sslrootcert=" + sslRootCert;
    }
}
