package io.gleaner.stack.home;

import io.gleaner.stack.StackProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment variables of the launcher.
 *
 * @param home GLEANER_HOME, where everything is kept; default {@code ~/.gleaner}
 * @param ports GLEANER_PORT, the gateway's port, from which all others follow; default 8080
 * @param patternReplicas GLEANER_REPLICAS_PATTERN, processes of pattern-service, 1 (default) to 4
 * @param extraSettings GLEANER_SETTINGS, a YAML file that every service reads on top of its own settings
 */
public record StackSettings(Home home, PortLayout ports, int patternReplicas, Optional<Path> extraSettings) {
    private static final int MAX_REPLICAS = 4;
    private static final int LAST_BASE_PORT = 65_535 - PortLayout.SPAN;
    private static final Set<String> LLM_PROVIDERS = Set.of("offline", "anthropic", "openai");

    /** Reads and checks the variables. */
    public static StackSettings of(Map<String, String> environment) {
        checkProvider(environment.getOrDefault("GLEANER_LLM_PROVIDER", "offline"));
        return new StackSettings(
                new Home(home(environment)),
                new PortLayout(number(environment, "GLEANER_PORT", 8080, LAST_BASE_PORT)),
                number(environment, "GLEANER_REPLICAS_PATTERN", 1, MAX_REPLICAS),
                extraSettings(environment));
    }

    private static Path home(Map<String, String> environment) {
        var home = environment.get("GLEANER_HOME");
        return home == null
                ? Path.of(System.getProperty("user.home"), ".gleaner")
                : Path.of(home).toAbsolutePath().normalize();
    }

    private static int number(Map<String, String> environment, String name, int fallback, int max) {
        var text = environment.getOrDefault(name, Integer.toString(fallback));
        try {
            var number = Integer.parseInt(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new StackProblem("%s is a number from 1 to %d, and was: %s".formatted(name, max, text), e);
        }
        throw new StackProblem("%s is a number from 1 to %d, and was: %s".formatted(name, max, text));
    }

    private static Optional<Path> extraSettings(Map<String, String> environment) {
        var file = Optional.ofNullable(environment.get("GLEANER_SETTINGS")).map(Path::of);
        file.filter(path -> !Files.isReadable(path)).ifPresent(path -> {
            throw new StackProblem("GLEANER_SETTINGS names a YAML file, and this cannot be read: " + path);
        });
        return file.map(Path::toAbsolutePath);
    }

    private static void checkProvider(String provider) {
        if (!LLM_PROVIDERS.contains(provider)) {
            throw new StackProblem("GLEANER_LLM_PROVIDER is offline, anthropic or openai, and was: " + provider);
        }
    }
}
