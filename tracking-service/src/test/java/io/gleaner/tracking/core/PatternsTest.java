package io.gleaner.tracking.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {

    private static final List<String> WORDS = List.of(
            "netflix", "com", "padaria", "são", "joão", "スターバックス", "渋谷店", "שלום", "كافيه", "ışık", "pizza", "a", "ab",
            "x");
    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void the_index_finds_what_comparing_with_every_pattern_finds(long seed) {
        Random random = new Random(seed);
        List<Pattern> all =
                IntStream.range(0, 200).mapToObj(i -> pattern(random, "p-" + i)).toList();
        Patterns index = new Patterns(all);
        for (int i = 0; i < 2_000; i++) {
            Facts facts = facts(random);
            List<Pattern> expected = all.stream()
                    .filter(pattern -> pattern.field() == Field.ENTITY && pattern.covers(facts))
                    .sorted(Pattern.BEST_FIRST)
                    .toList();
            assertThat(index.covering(Field.ENTITY, facts)).isEqualTo(expected);
            assertThat(index.best(Field.ENTITY, facts))
                    .isEqualTo(expected.stream().findFirst());
        }
    }

    @Test
    void priority_comes_before_specificity_and_specificity_before_age() {
        Pattern plain = pattern("plain", List.of("a"), Conditions.NONE, 0, OLD);
        Pattern older = pattern("older", List.of("a"), Conditions.NONE, 0, OLD.minusSeconds(1));
        Pattern longer = pattern("longer", List.of("a", "b"), Conditions.NONE, 0, OLD);
        Conditions debit = new Conditions(Direction.DEBIT, null, null, null, null);
        Pattern narrower = pattern("narrower", List.of("a"), debit, 0, OLD);
        Pattern preferred = pattern("preferred", List.of("b"), Conditions.NONE, 1, OLD);
        Facts facts = Facts.of("a b", Direction.DEBIT, BigDecimal.ONE, null, null);

        assertThat(new Patterns(List.of(plain, older, longer, narrower, preferred)).covering(Field.ENTITY, facts))
                .containsExactly(preferred, longer, narrower, older, plain);
        assertThat(preferred.edgeOver(longer)).isEqualTo(Pattern.Edge.PRIORITY);
        assertThat(longer.edgeOver(narrower)).isEqualTo(Pattern.Edge.SPECIFICITY);
        assertThat(older.edgeOver(plain)).isEqualTo(Pattern.Edge.AGE);
    }

    @Test
    void a_newer_version_of_a_pattern_takes_the_place_of_the_older_one() {
        Pattern before = pattern("p", List.of("a"), Conditions.NONE, 0, OLD);
        Pattern after = pattern("p", List.of("b"), Conditions.NONE, 0, OLD);
        Patterns patterns = new Patterns(List.of(before)).with(after);

        assertThat(patterns.best(Field.ENTITY, Facts.of("a", Direction.DEBIT, BigDecimal.ONE, null, null)))
                .isEmpty();
        assertThat(patterns.best(Field.ENTITY, Facts.of("b", Direction.DEBIT, BigDecimal.ONE, null, null)))
                .contains(after);
    }

    private static Pattern pattern(
            String id, List<String> tokens, Conditions conditions, int priority, Instant createdAt) {
        return new Pattern(id, Field.ENTITY, "label", tokens, conditions, priority, createdAt);
    }

    private static Pattern pattern(Random random, String id) {
        int least = random.nextInt(50);
        Conditions conditions = new Conditions(
                random.nextInt(3) == 0 ? Direction.DEBIT : null,
                random.nextInt(3) == 0 ? BigDecimal.valueOf(least) : null,
                random.nextInt(3) == 0 ? BigDecimal.valueOf(least + random.nextLong(50)) : null,
                random.nextInt(9) == 0 ? "acc-1" : null,
                random.nextInt(9) == 0 ? "EUR" : null);
        return new Pattern(
                id,
                random.nextInt(4) == 0 ? Field.CATEGORY : Field.ENTITY,
                "label " + random.nextInt(5),
                List.of(key(random, 1 + random.nextInt(3)).split(" ")),
                conditions,
                random.nextInt(-1, 2),
                OLD.plusSeconds(random.nextLong(5)));
    }

    private static Facts facts(Random random) {
        BigDecimal amount = BigDecimal.valueOf(random.nextLong(-100, 100));
        return Facts.of(
                random.nextInt(20) == 0 ? null : key(random, 1 + random.nextInt(6)),
                Direction.of(amount),
                amount,
                random.nextBoolean() ? "acc-1" : null,
                random.nextBoolean() ? "EUR" : "GBP");
    }

    private static String key(Random random, int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }
}
