package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.systemtests.Launcher.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the README tells a newcomer to type works, in its order. */
@Isolated
class ReadmeTest {

    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./gleaner (\\w+).*$");
    private static final Pattern CURL = Pattern.compile("(?m)^ *(curl .*)$");
    private static final String TOKEN = "[\\w-]+\\.[\\w-]+\\.[\\w-]+";

    /** What each command prints. */
    private static final Map<String, String> EXPECTED = Map.of(
            "demo", "(?s)9 .*\\d s .*suggestion",
            "token", "^" + TOKEN + "\\n$",
            "status", "(?s)kafka +ready.*postgres +ready.*gateway +ready.*tracking +ready.*pattern +ready",
            "logs", "pattern",
            "down", "stopped");

    private final List<String> done = new ArrayList<>();
    private final Launcher launcher = Launcher.of("readme-home");

    @Test
    void its_commands_work_in_its_order() throws IOException {
        List<String> commands = commands();
        assertThat(commands).first().asString().startsWith("./gleaner up");
        Launcher.Running up = launcher.begin("up", "--fresh");
        try {
            showsHowToGoOn(up);
            commands.stream().skip(1).filter(line -> !verb(line).equals("test")).forEach(this::works);
        } finally {
            up.process().destroy();
        }

        assertThat(done).containsExactly("demo", "token", "status", "logs", "down");
        assertThat(up.ended().printed()).contains("stopping");
    }

    @Test
    void its_test_command_is_what_must_pass_before_anything_lands() throws IOException {
        assertThat(commands()).anySatisfy(line -> assertThat(line).startsWith("./gleaner test "));
        assertThat(Files.readAllLines(Repository.root().resolve(".ci/run")))
                .last()
                .isEqualTo("exec ./gleaner test");
    }

    private void showsHowToGoOn(Launcher.Running up) {
        await().atMost(Stack.START)
                .until(() -> CURL.matcher(up.printed()).find() || !up.process().isAlive());
        String printed = up.printed();
        assertThat(printed)
                .contains("http://127.0.0.1:%d/v1".formatted(launcher.port()), "/docs")
                .containsPattern("(?m)^ *" + TOKEN + "$");
        Matcher curl = CURL.matcher(printed);
        assertThat(curl.results()).hasSize(1);
        assertThat(launcher.shell(
                                curl.reset().results().findFirst().orElseThrow().group(1))
                        .printed())
                .contains("\"items\"");
    }

    private void works(String line) {
        Ended ended = launcher.shell(line);

        assertThat(ended.exitCode()).as("%s: %s", line, ended.printed()).isZero();
        assertThat(ended.printed()).containsPattern(EXPECTED.getOrDefault(verb(line), "a description of " + line));
        done.add(verb(line));
    }

    private static String verb(String line) {
        return line.split("\\s+", -1)[1];
    }

    /** Lines of the code blocks; those that set a variable first leave its value to the reader. */
    private static List<String> commands() throws IOException {
        return COMMAND.matcher(Files.readString(Repository.root().resolve("README.md")))
                .results()
                .map(found -> found.group())
                .toList();
    }
}
