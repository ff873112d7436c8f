package io.gleaner.kit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.kit.OnKit;
import io.gleaner.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = {"gleaner.retention.every=1s", "gleaner.retention.max-rows=7", "gleaner.jobs.keep=2d"})
class RetentionTest extends OnKit {

    /** On the others' database their context would take some of the runs, and put off the next by its own setting. */
    private static final TestDatabase OWN_DATABASE = TestDatabase.of("upload");

    @DynamicPropertySource
    static void ownDatabase(DynamicPropertyRegistry registry) {
        OWN_DATABASE.register(registry);
    }

    @Autowired
    JdbcClient jdbc;

    private final String tenant = "tenant-" + UUID.randomUUID();

    @Test
    void what_ended_longer_ago_than_it_is_kept_is_forgotten_by_itself_and_nothing_else() {
        ended("completed", "3 days", 20);
        ended("failed", "3 days", 1);
        ended("completed", "1 day", 3);
        ended("running", null, 2);

        await().atMost(Duration.ofSeconds(30)).until(() -> jobs() == 5);
        await().during(Duration.ofSeconds(2)).until(() -> jobs() == 5);
    }

    @Test
    void rows_are_kept_for_some_time_at_least() {
        assertThatThrownBy(() -> new ExpiringRows("things", "true", Duration.ZERO))
                .hasMessage("rows of things: got keep=PT0S, expected more than nothing");
    }

    @Test
    void without_settings_a_run_begins_ten_minutes_after_the_last() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("gleaner.retention", RetentionProperties.class))
                .isEqualTo(new RetentionProperties(Duration.ofMinutes(10), 10_000));
    }

    private void ended(String status, @Nullable String ago, int jobs) {
        jdbc.sql("""
                INSERT INTO background_jobs (job_id, tenant_id, user_id, type, status, input, unit, max_retries,
                    completed_at)
                SELECT uuidv7(), ?, 'alice', 'counting', ?, '{}', 'steps', 0, now() - cast(? AS interval)
                FROM generate_series(1, ?)
                """).param(tenant).param(status).param(ago).param(jobs).update();
    }

    private long jobs() {
        return jdbc.sql("SELECT count(*) FROM background_jobs WHERE tenant_id = ?")
                .param(tenant)
                .query(Long.class)
                .single();
    }
}
