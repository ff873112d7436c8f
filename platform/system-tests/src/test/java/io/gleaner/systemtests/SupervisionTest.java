package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.systemtests.Launcher.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a supervisor does when it is killed, told to end, or in somebody's way. */
@Isolated
class SupervisionTest {

    private static final List<String> COMPONENTS =
            List.of("kafka", "postgres", "gateway", "tracking", "pattern", "upload", "stats");

    private final Launcher launcher = Launcher.of("supervised-home");

    @AfterEach
    void takeDown() {
        launcher.run("down");
    }

    @Test
    void the_next_up_repairs_what_a_killed_supervisor_left_and_keeps_its_data_and_ctrl_c_ends_all_of_it() {
        launcher.run("up", "--fresh", "--detach");
        String statement =
                "-s -H \"Authorization: Bearer $(./gleaner token acme alice)\" http://127.0.0.1:%d/v1/transactions"
                        .formatted(launcher.port());
        launcher.shell("curl -X POST -H 'Content-Type: application/json'"
                + " -d '[{\"transaction_id\":\"kept\",\"date\":\"2026-01-31\",\"amount\":-1}]' " + statement);
        await().atMost(Tenant.PATIENCE)
                .until(() -> launcher.shell("curl " + statement).printed().contains("\"kept\""));
        List<Long> leftOver = processes();

        Signals.send("KILL", launcher.process("supervisor"));
        Launcher.Running up = launcher.begin("up");
        await().atMost(Stack.START)
                .until(() ->
                        up.printed().contains("Gleaner is up.") || !up.process().isAlive());

        assertThat(up.printed())
                .contains("stopped %d processes that an earlier supervisor left".formatted(COMPONENTS.size()));
        assertThat(leftOver).noneMatch(SupervisionTest::isAlive);
        assertThat(launcher.shell("curl " + statement).printed()).contains("\"kept\"");
        List<Long> running = processes();
        up.interrupt();
        Ended ended = up.ended();
        assertThat(ended.printed()).contains("stopping");
        assertThat(running).noneMatch(SupervisionTest::isAlive);
    }

    @Test
    void a_taken_port_is_named_in_one_line_with_who_has_it() {
        Launcher second =
                new Launcher(launcher.home(), Stack.running().launcher().port(), Map.of());

        Ended ended = second.begin("up").ended();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.printed().lines())
                .singleElement()
                .asString()
                .matches("gleaner: port \\d+ \\(for .+\\) is taken by process \\d+ \\(.+\\): .*GLEANER_PORT");
    }

    @Test
    void a_service_is_stopped_started_and_restarted_alone() {
        Launcher all = Stack.running().launcher();
        List<Long> others = List.of(all.process("gateway"), all.process("postgres"));
        long first = all.process("stats");

        all.run("stop", "stats");
        assertThat(isAlive(first)).isFalse();
        assertThat(all.begin("status").ended())
                .matches(status -> status.exitCode() == 1, "exit code 1")
                .extracting(Ended::printed)
                .asString()
                .containsPattern("stats +stopped");
        all.run("start", "stats");
        long second = all.process("stats");
        all.run("restart", "stats");

        assertThat(isAlive(second)).isFalse();
        assertThat(all.process("stats")).isNotEqualTo(second).matches(SupervisionTest::isAlive);
        assertThat(all.run("status")).containsPattern("stats +ready");
        assertThat(List.of(all.process("gateway"), all.process("postgres"))).isEqualTo(others);
    }

    private List<Long> processes() {
        List<Long> processes = new ArrayList<>();
        COMPONENTS.forEach(component -> processes.add(launcher.process(component)));
        return processes;
    }

    private static boolean isAlive(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }
}
