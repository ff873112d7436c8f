package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.systemtests.Api.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A tenant's nine rows of a merchant nobody else has, and a label to drag over them. */
record Drag(Tenant tenant, String merchant, List<String> rows) {

    static Drag prepared() {
        Tenant tenant = Tenant.fresh();
        String merchant =
                "SHOP" + UUID.randomUUID().toString().replaceAll("[^a-f]", "").toUpperCase(Locale.ROOT);
        String[] descriptions = IntStream.range(0, 9)
                .mapToObj(i -> merchant + " ref " + (4000 + i))
                .toArray(String[]::new);
        return new Drag(tenant, merchant, tenant.has(descriptions));
    }

    Answer drag() {
        return tenant.drags(rows, "Media");
    }

    /** Repeats the drag with its key until it is accepted. */
    Answer insist() {
        return tenant.insistsOnDragging(rows, "Media");
    }

    String key() {
        return merchant.toLowerCase(Locale.ROOT);
    }

    /** When the model was asked about this merchant. */
    List<Instant> calls() {
        return Stack.running().model().timesOfQuestionsNaming(key());
    }

    /** What this service's database counts for this tenant, of a table and a condition. */
    long count(String service, String fromWhere) {
        return Counting.in(service, "SELECT count(*) FROM " + fromWhere + " AND tenant_id = ?", tenant.id());
    }

    void awaitCount(long expected, String service, String fromWhere) {
        await().atMost(Tenant.PATIENCE).until(() -> count(service, fromWhere) == expected);
    }

    /**
     * Nine records are tracked, learned from and one suggestion. How many of them it rests on is another matter: where the
     * relay was interrupted among the nine, its window may close before the last ones come, which are covered then.
     */
    void hasItsEffectOnce() {
        JsonNode suggestion = tenant.awaitSuggestion("approved");
        awaitCount(9, "pattern", "classification_occurrences WHERE true");
        assertThat(suggestion.path("occurrences").asInt()).as("%s", this).isBetween(3, 9);
        assertThat(tenant.suggestions()).hasSize(1);
        assertThat(Counting.tracked(tenant)).isEqualTo(9);
        assertThat(count("pattern", "patterns WHERE true")).isEqualTo(1);
    }

    /** One notification of each kind, however often it was sent. */
    void isAnnouncedOnce(TopicReader patternEvents) {
        await().atMost(Tenant.PATIENCE)
                .until(() -> !patternEvents.idsOf(tenant, "pattern.activated").isEmpty());
        assertThat(patternEvents.idsOf(tenant, "pattern.activated")).hasSize(1);
        assertThat(patternEvents.idsOf(tenant, "suggestion.raised")).hasSize(1);
    }
}
