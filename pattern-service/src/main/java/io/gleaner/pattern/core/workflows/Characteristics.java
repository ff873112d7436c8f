package io.gleaner.pattern.core.workflows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What kind of run it was.
 *
 * @param inputLength of the input, in code points
 * @param keywords that the input has, in a fixed order
 * @param filesMentioned in the input, sorted, each once
 * @param durationRange {@code short} below 180 s and where it is not known, {@code medium} below 600 s, else {@code long}
 * @param complexity {@code simple}, {@code medium} or {@code complex}
 */
public record Characteristics(
        int inputLength,
        List<String> keywords,
        List<String> filesMentioned,
        String durationRange,
        String complexity,
        int errorCount) {

    private static final List<Trigger> KEYWORDS = Stream.of(
                    "test",
                    "pytest",
                    "vitest",
                    "jest",
                    "build",
                    "typecheck",
                    "compile",
                    "format",
                    "lint",
                    "update",
                    "install",
                    "deploy",
                    "run",
                    "backend",
                    "frontend",
                    "server",
                    "client",
                    "api",
                    "ui")
            .map(Trigger::of)
            .toList();

    /** A word's character here is a letter or a number of any script, or a low line. */
    private static final List<FileShape> FILES = List.of(
            FileShape.of("app/", "app/W+/[W/]*"),
            FileShape.of("test", "tests?/[W/]*"),
            FileShape.of("src/", "src/[W/]*"),
            FileShape.of(".py", "W+\\.py"),
            FileShape.of(".ts", "W+\\.ts"),
            FileShape.of(".js", "W+\\.js"));

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private static final BigDecimal MEDIUM_SECONDS = BigDecimal.valueOf(180);
    private static final BigDecimal LONG_SECONDS = BigDecimal.valueOf(600);

    public Characteristics {
        keywords = List.copyOf(keywords);
        filesMentioned = List.copyOf(filesMentioned);
    }

    /**
     * What kind of run this was.
     *
     * @param durationSeconds null where it is not known
     */
    public static Characteristics of(@Nullable String nlInput, @Nullable BigDecimal durationSeconds, int errorCount) {
        String input = nlInput == null ? "" : nlInput;
        return new Characteristics(
                input.codePointCount(0, input.length()),
                keywords(Words.of(input)),
                files(input),
                range(durationSeconds),
                complexity(words(input), errorCount),
                errorCount);
    }

    private static List<String> keywords(Words words) {
        return KEYWORDS.stream()
                .filter(keyword -> keyword.in(words))
                .map(keyword -> keyword.words().getFirst())
                .toList();
    }

    private static List<String> files(String input) {
        TreeSet<String> files = new TreeSet<>();
        FILES.forEach(shape -> shape.addAllIn(input, files));
        return List.copyOf(files);
    }

    /**
     * What the name of a file looks like.
     *
     * @param part that every such name has: most inputs have none, and are not searched further
     */
    private record FileShape(String part, Pattern shape) {

        static FileShape of(String part, String shape) {
            String ofWords = shape.replace("[W/]", "[\\p{L}\\p{N}_/]").replace("W", "[\\p{L}\\p{N}_]");
            return new FileShape(part, Pattern.compile(ofWords));
        }

        void addAllIn(String input, Set<String> files) {
            if (input.contains(part)) {
                Matcher matcher = shape.matcher(input);
                while (matcher.find()) {
                    files.add(matcher.group());
                }
            }
        }
    }

    private static String range(@Nullable BigDecimal seconds) {
        if (seconds == null || seconds.compareTo(MEDIUM_SECONDS) < 0) {
            return "short";
        }
        return seconds.compareTo(LONG_SECONDS) < 0 ? "medium" : "long";
    }

    private static long words(String input) {
        return SPACE.splitAsStream(input).filter(word -> !word.isEmpty()).count();
    }

    private static String complexity(long words, int errors) {
        if (words < 50 && errors < 3) {
            return "simple";
        }
        return words > 200 || errors > 5 ? "complex" : "medium";
    }
}
