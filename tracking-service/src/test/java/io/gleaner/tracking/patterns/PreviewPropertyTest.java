package io.gleaner.tracking.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.contracts.PatternApplied.Definition;
import io.gleaner.kit.events.EventJson;
import io.gleaner.tracking.OnPatterns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

/** What a preview counts is what applying changes, and what an import of the same rows would have labelled. */
class PreviewPropertyTest extends OnPatterns {

    private static final List<String> WORDS = List.of(
            "netflix",
            "com",
            "padaria",
            "são",
            "joão",
            "スターバックス",
            "渋谷店",
            "שלום",
            "كافيه",
            "i̇stanbul",
            "ışık",
            "o'neill",
            "pizza",
            "a",
            "ab",
            "abc");

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_124, 4_711})
    void preview_apply_and_import_agree(long seed) {
        Random random = new Random(seed);
        List<ImportedTransaction> old = rows(random, "old-", 150);
        imported(old);
        classified("entity", "Mine", "old-3", "old-5", "old-8");
        classified("entity", null, "old-5");
        List<Definition> patterns = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Definition pattern = patternOf(random, i);
            assertThat(counted(pattern)).as("preview of %s", pattern).isEqualTo(appliedNow(pattern));
            assertThat(counted(pattern)).as("preview after applying").isZero();
            patterns.add(active(pattern));
        }
        imported(renamed(old));
        assertThat(labels("new-")).isEqualTo(labelsOfWinners(patterns));
    }

    private long counted(Definition pattern) {
        JsonNode preview = Objects.requireNonNull(client(services.tokenFor(tenant))
                .post()
                .uri("/internal/preview")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(EventJson.MAPPER.writeValueAsString(Map.of("pattern", pattern)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
        return preview.path("count").asLong();
    }

    private long appliedNow(Definition pattern) {
        return applied(pattern).path("updated").asLong();
    }

    /** Label by transaction; empty where there is none. */
    private Map<String, String> labels(String prefix) {
        Map<String, String> labels = new HashMap<>();
        jdbc.sql("SELECT transaction_id, coalesce(entity, '') AS label FROM transactions"
                        + " WHERE tenant_id = ? AND starts_with(transaction_id, ?)")
                .params(tenant, prefix)
                .query(row -> {
                    labels.put(row.getString("transaction_id"), row.getString("label"));
                });
        return labels;
    }

    /** A last application of every pattern brings old rows to what an import gives, but for those that a user locked. */
    private Map<String, String> labelsOfWinners(List<Definition> patterns) {
        patterns.forEach(this::applied);
        Map<String, String> imported = labels("new-");
        Map<String, String> expected = new HashMap<>();
        labels("old-").forEach((id, label) -> expected.put(id.replace("old-", "new-"), label));
        List.of("new-3", "new-5", "new-8")
                .forEach(locked -> expected.put(locked, imported.getOrDefault(locked, "missing")));
        return expected;
    }

    private static List<ImportedTransaction> renamed(List<ImportedTransaction> rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> transaction(
                        "new-" + i,
                        rows.get(i).description(),
                        rows.get(i).amount().toString(),
                        Map.of()))
                .toList();
    }

    private static List<ImportedTransaction> rows(Random random, String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> transaction(
                        prefix + i,
                        text(random, 1 + random.nextInt(6)),
                        Integer.toString(random.nextInt(-100, 100)),
                        Map.of()))
                .toList();
    }

    private static String text(Random random, int words) {
        return IntStream.range(0, words)
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
    }

    /** Words of keys, or of nothing; every third has an amount range. */
    private static Definition patternOf(Random random, int number) {
        Definition pattern = pattern(
                "entity", "Label " + number, text(random, 1 + random.nextInt(3)).split(" "));
        int least = random.nextInt(50);
        return number % 3 == 0
                ? between(pattern, Integer.toString(least), Integer.toString(least + random.nextInt(50)))
                : pattern;
    }
}
