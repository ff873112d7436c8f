package io.gleaner.bench;

import io.gleaner.tracking.core.Conditions;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Facts;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Pattern;
import io.gleaner.tracking.core.Patterns;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many rows one thread labels a second with many patterns, in this process and without any other work. */
final class MatcherSpeed {

    private static final int PATTERNS = 1_000;
    private static final int ROWS = 100_000;
    private static final int REPEATS = 20;
    private static final int VOCABULARY = 1_500;
    private static final long SEED = 42;

    private static final List<String> SYLLABLES =
            List.of("ba", "co", "di", "fe", "gu", "ha", "jo", "ki", "lu", "mar", "net", "or", "pa", "ri", "sho", "tex");

    private final Random random = new Random(SEED);
    private final List<String> words =
            Stream.generate(this::word).distinct().limit(VOCABULARY).toList();

    Result measure() {
        Patterns patterns = new Patterns(
                IntStream.range(0, PATTERNS).mapToObj(this::pattern).toList());
        List<Facts> rows = Stream.generate(this::facts).limit(ROWS).toList();
        long labelled = 0;
        long start = 0;
        for (int repeat = 0; repeat < 2 * REPEATS; repeat++) {
            if (repeat == REPEATS) { // the first half is for the compiler
                start = System.nanoTime();
                labelled = 0;
            }
            for (Facts row : rows) {
                labelled += patterns.best(Field.ENTITY, row).isPresent() ? 1 : 0;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(
                "Matcher: %,d patterns, one thread".formatted(PATTERNS),
                "at least 200,000 rows/s",
                List.of(
                        Result.rate("**rows, each compared with all patterns**", ROWS * (double) REPEATS / seconds),
                        "rows that a pattern covers: %d %%".formatted(100 * labelled / ROWS / REPEATS)));
    }

    private Pattern pattern(int number) {
        return new Pattern(
                "pattern-" + number,
                Field.ENTITY,
                "label-" + number % 50,
                text(1, 3),
                random.nextInt(3) == 0 ? conditions() : Conditions.NONE,
                0,
                Instant.EPOCH.plusSeconds(number));
    }

    private static Conditions conditions() {
        return new Conditions(Direction.DEBIT, BigDecimal.ONE, new BigDecimal(500), null, "GBP");
    }

    private Facts facts() {
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(100_000), 2).negate();
        return new Facts(text(2, 8), Direction.DEBIT, amount, null, "GBP");
    }

    /** Few words come often and many seldom, as in descriptions. */
    private List<String> text(int least, int most) {
        return Stream.generate(() -> words.get((int) (VOCABULARY * Math.pow(random.nextDouble(), 3))))
                .limit(random.nextInt(least, most + 1))
                .toList();
    }

    private String word() {
        return Stream.generate(() -> SYLLABLES.get(random.nextInt(SYLLABLES.size())))
                .limit(random.nextInt(2, 5))
                .reduce("", String::concat);
    }
}
