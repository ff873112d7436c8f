package io.gleaner.tracking.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.kit.retention.Retention;
import io.gleaner.tracking.OnTracking;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ForgottenOperationsTest extends OnTracking {

    @Autowired
    Retention retention;

    @Test
    void an_operation_is_forgotten_a_year_after_it_was_applied_and_what_it_did_stays() {
        imported(transaction("t-1", "ACME"));
        String old = classified("entity", "Media", "t-1", "nope")
                .path("operation_id")
                .asString();
        String young = classified("category", "Fun", "t-1", "nope")
                .path("operation_id")
                .asString();
        appliedAgo(old, "366 days");
        appliedAgo(young, "364 days");

        retention.forgetExpired();

        assertThat(answer("/v1/operations/" + old).path("status").asInt()).isEqualTo(404);
        assertThat(answer("/v1/operations/" + young).path("refused_total").asInt())
                .isEqualTo(1);
        assertThat(rows("operation_parts", old)).isZero();
        assertThat(rows("operation_refusals", old)).isZero();
        assertThat(tracked()).isEqualTo(2);
        assertThat(transactionOf("t-1")
                        .path("labels")
                        .path("entity")
                        .path("value")
                        .asString())
                .isEqualTo("Media");
    }

    @Test
    void an_operation_in_two_parts_is_known_until_the_later_one_is_old() {
        imported(transaction("t-1", "ACME"));
        String operation = classified("entity", "Media", "t-1", "nope")
                .path("operation_id")
                .asString();
        jdbc.sql("""
                INSERT INTO operation_parts (tenant_id, source, event_id, operation_id, part, requested, applied_at)
                VALUES (?, '/other', 'earlier', ?, 2, 1, now() - interval '2 years')
                """).params(tenant, operation).update();

        retention.forgetExpired();

        assertThat(rows("operations", operation)).isEqualTo(1);
        assertThat(rows("operation_refusals", operation)).isEqualTo(1);
    }

    @Test
    void an_operation_of_which_no_part_was_taken_is_forgotten_a_year_after_it_failed() {
        imported(transaction("t-1", "ACME"));
        String old = failed("366 days");
        String young = failed("364 days");

        retention.forgetExpired();

        assertThat(rows("operations", old)).isZero();
        assertThat(rows("operation_failures", old)).isZero();
        assertThat(rows("operations", young)).isEqualTo(1);
        assertThat(rows("operation_failures", young)).isEqualTo(1);
    }

    private String failed(String ago) {
        String operation =
                classified("entity", "Media", "t-1").path("operation_id").asString();
        jdbc.sql("DELETE FROM operation_parts WHERE tenant_id = ? AND operation_id = ?")
                .params(tenant, operation)
                .update();
        jdbc.sql("""
                INSERT INTO operation_failures (tenant_id, operation_id, source, event_id, part, reason, failed_at)
                VALUES (?, ?, '/other', 'refused', 1, 'as the test wants it', now() - cast(? AS interval))
                """).params(tenant, operation, ago).update();
        return operation;
    }

    @Test
    void an_event_is_known_longer_than_the_broker_can_deliver_it_again() {
        assertThat(bind(Map.of()).keep()).isEqualTo(Duration.ofDays(365));
        assertThatThrownBy(() -> bind(Map.of("gleaner.operations.keep", "14d")))
                .hasRootCauseMessage(
                        "gleaner.operations.keep: got PT336H, expected more than the PT336H that the broker"
                                + " keeps events");
    }

    private static OperationsProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gleaner.operations", OperationsProperties.class);
    }

    private void appliedAgo(String operation, String time) {
        jdbc.sql("""
                UPDATE operation_parts SET applied_at = applied_at - cast(? AS interval)
                WHERE tenant_id = ? AND operation_id = ?
                """).params(time, tenant, operation).update();
    }

    private long rows(String table, String operation) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE tenant_id = ? AND operation_id = ?")
                .params(tenant, operation)
                .query(Long.class)
                .single();
    }
}
