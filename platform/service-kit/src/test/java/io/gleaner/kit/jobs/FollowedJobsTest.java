package io.gleaner.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.EventTypes;
import io.gleaner.kit.OnKit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs whose work comes in by events. */
class FollowedJobsTest extends OnKit {

    @Autowired
    FollowedJobs jobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final Job job = new Job(UUID.randomUUID(), "acme", "alice", "intake", "{}", null, 1, 0);

    private boolean follow(Job followed, long version, long done) {
        return !followAll(List.of(new Followed(followed, version, done, 3))).isEmpty();
    }

    private Set<Followed> followAll(List<Followed> said) {
        return Objects.requireNonNull(transaction.execute(status -> jobs.follow(said, "rows")));
    }

    /** Returns how often that is announced. */
    private long complete(String result) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jobs.complete(Map.of(job, result));
            return jdbc.sql("SELECT count(*) FROM outbox WHERE xmin = pg_current_xact_id()::xid AND type = ?")
                    .param(EventTypes.JOB_FINISHED.type())
                    .query(Long.class)
                    .single();
        }));
    }

    private String row() {
        return jdbc.sql(
                        "SELECT status || ' ' || done || ' of ' || total || ' ' || unit || coalesce(' ' || result::text, '') "
                                + "FROM background_jobs WHERE job_id = ?")
                .param(job.jobId())
                .query(String.class)
                .single();
    }

    @Test
    void what_is_not_newer_changes_nothing() {
        assertThat(follow(job, 2, 2)).isTrue();
        assertThat(follow(job, 2, 2)).isFalse();
        assertThat(follow(job, 1, 1)).isFalse();

        assertThat(row()).isEqualTo("running 2 of 3 rows");
    }

    @Test
    void of_several_words_the_newest_counts_and_who_speaks_of_anothers_job_does_not() {
        follow(job, 1, 1);
        Job taken = new Job(job.jobId(), "globex", "mallory", "intake", "{}", null, 1, 0);
        Followed newest = new Followed(job, 3, 3, 3);

        assertThat(followAll(List.of(
                        new Followed(job, 2, 2, 3), newest, new Followed(job, 1, 1, 3), new Followed(taken, 4, 0, 3))))
                .containsExactly(newest);
        assertThat(row()).isEqualTo("running 3 of 3 rows");
    }

    @Test
    void another_tenant_cannot_speak_of_it() {
        follow(job, 1, 1);

        Job taken = new Job(job.jobId(), "globex", "mallory", "intake", "{}", null, 1, 0);

        assertThat(follow(taken, 2, 3)).isFalse();
        assertThat(row()).isEqualTo("running 1 of 3 rows");
    }

    @Test
    void its_end_is_announced_once_and_nothing_follows() {
        follow(job, 1, 3);

        assertThat(complete("{\"rows\": 3}")).isOne();
        assertThat(complete("{\"rows\": 4}")).isZero();

        assertThat(row()).isEqualTo("completed 3 of 3 rows {\"rows\": 3}");
        assertThat(follow(job, 2, 1)).isFalse();
    }
}
