package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README tells a newcomer to type works. */
class ReadmeTest {

    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./gleaner ([a-z]+)([^#\\n]*)");

    private final Stack stack = Stack.running();

    @Test
    void every_command_of_the_readme_is_one_the_launcher_knows() throws IOException {
        String help = stack.gleaner("--help");

        assertThat(commands())
                .isNotEmpty()
                .allSatisfy(command -> assertThat(help).contains(command));
    }

    @Test
    void the_demo_shows_nine_edits_and_one_suggestion() {
        assertThat(stack.gleaner("demo")).contains("9").containsIgnoringCase("suggestion");
    }

    @Test
    void status_and_token_answer() {
        assertThat(stack.gleaner("status"))
                .contains("gateway", "tracking", "pattern", "upload", "stats", "kafka", "postgres");
        assertThat(stack.gleaner("token", "acme", "alice").strip()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    }

    private static List<String> commands() throws IOException {
        String readme = Files.readString(Repository.root().resolve("README.md"));
        return COMMAND.matcher(readme)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
    }
}
