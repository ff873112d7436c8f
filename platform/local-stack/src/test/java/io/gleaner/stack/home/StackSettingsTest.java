package io.gleaner.stack.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.stack.StackProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackSettingsTest {

    @Test
    void without_variables_everything_has_its_default() {
        var settings = StackSettings.of(Map.of());

        assertThat(settings.home().path()).isEqualTo(Path.of(System.getProperty("user.home"), ".gleaner"));
        assertThat(settings.ports().base()).isEqualTo(8080);
        assertThat(settings.patternReplicas()).isOne();
        assertThat(settings.extraSettings()).isEmpty();
    }

    @Test
    void every_variable_is_read(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("extra.yaml"), "");

        var settings = StackSettings.of(Map.of(
                "GLEANER_HOME", directory.toString(),
                "GLEANER_PORT", "9000",
                "GLEANER_REPLICAS_PATTERN", "3",
                "GLEANER_SETTINGS", file.toString(),
                "GLEANER_LLM_PROVIDER", "openai"));

        assertThat(settings.home().path()).isEqualTo(directory);
        assertThat(settings.ports().base()).isEqualTo(9000);
        assertThat(settings.patternReplicas()).isEqualTo(3);
        assertThat(settings.extraSettings()).contains(file);
    }

    @ParameterizedTest
    @CsvSource({
        "GLEANER_PORT, http, 'GLEANER_PORT is a number from 1 to 65506, and was: http'",
        "GLEANER_PORT, 65507, 'GLEANER_PORT is a number from 1 to 65506, and was: 65507'",
        "GLEANER_REPLICAS_PATTERN, 0, 'GLEANER_REPLICAS_PATTERN is a number from 1 to 4, and was: 0'",
        "GLEANER_LLM_PROVIDER, cleverest, 'GLEANER_LLM_PROVIDER is offline, anthropic or openai, and was: cleverest'",
        "GLEANER_SETTINGS, /not/there.yaml, 'GLEANER_SETTINGS names a YAML file, and this cannot be read: /not/there.yaml'"
    })
    void a_wrong_value_is_told_with_what_is_right(String variable, String value, String told) {
        assertThatThrownBy(() -> StackSettings.of(Map.of(variable, value)))
                .isInstanceOf(StackProblem.class)
                .hasMessage(told);
    }
}
