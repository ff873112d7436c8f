package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** A model proposes fewer words for a pattern: pattern-service asks tracking-service how far they would reach. */
@Isolated
class CoverageTest {

    private static final Map<String, String> PROPOSED = Map.of(
            "common grocer", "common",
            "gone baker street", "baker",
            "rare butcher lane", "rare butcher");

    private final Stack stack = Stack.running();
    private final Tenant tenant = Tenant.fresh();

    @AfterEach
    void modelAnswersAtOnce() {
        stack.model().approves();
    }

    @Test
    void a_proposal_stands_only_if_it_keeps_its_own_support_and_does_not_swallow_a_fifth_of_everything() {
        tenant.imports(
                "filler-", Stream.generate(() -> "Common Filler").limit(500).toArray(String[]::new));
        List<String> broad = three("broad-", "Common Grocer");
        List<String> lost = three("lost-", "Gone Baker Street");
        List<String> fitting = three("fitting-", "Rare Butcher Lane");
        CompletableFuture<Void> supportIsLost = new CompletableFuture<>();
        stack.model().verdict(candidate -> {
            supportIsLost
                    .orTimeout(Stack.CALL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return proposes(candidate);
        });

        tenant.awaitCompleted(tenant.drags(lost, "Bakery"));
        tenant.awaitCompleted(tenant.drags(broad, "Grocery"));
        tenant.awaitCompleted(tenant.drags(fitting, "Butchery"));
        three("lost-", "Moved Away");
        supportIsLost.complete(null);

        tenant.awaitSuggestions(3, "approved");
        assertThat(tokensByLabel())
                .isEqualTo(Map.of(
                        "Grocery", List.of("common", "grocer"),
                        "Bakery", List.of("gone", "baker", "street"),
                        "Butchery", List.of("rare", "butcher")));
    }

    @Test
    void while_tracking_service_is_away_the_answer_is_kept_and_the_model_is_not_asked_again() {
        List<String> rows = three("fitting-", "Rare Butcher Lane");
        stack.model().verdict(CoverageTest::proposes);
        try (Holds holds = new Holds(stack)) {
            tenant.awaitCompleted(tenant.drags(rows, "Butchery"));
            await().atMost(Tenant.PATIENCE).until(() -> learned() == 3);
            holds.stop(stack.process("tracking"));

            await().atMost(Tenant.PATIENCE).until(() -> postponed() == 1);
            tenant.awaitSuggestion("validating");
        }

        tenant.awaitSuggestion("approved");
        assertThat(tokensByLabel()).isEqualTo(Map.of("Butchery", List.of("rare", "butcher")));
        assertThat(Counting.calls(tenant)).isEqualTo(1);
    }

    private List<String> three(String prefix, String description) {
        return tenant.imports(prefix, description, description, description);
    }

    private static String proposes(JsonNode candidate) {
        String key = candidate.path("key").asString();
        String tokens = Arrays.stream(PROPOSED.getOrDefault(key, key).split(" ", -1))
                .map("\"%s\""::formatted)
                .collect(Collectors.joining(","));
        return """
                {"candidate_id":"%s","decision":"approve","confidence_adjustment":0,"reasoning":"shorter",\
                "risk":"low","key_tokens":[%s]}""".formatted(candidate.path("candidate_id").asString(), tokens);
    }

    private Map<String, List<String>> tokensByLabel() {
        return tenant.patterns().stream()
                .collect(Collectors.toMap(
                        pattern -> pattern.path("label").asString(),
                        pattern -> pattern.path("tokens")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList()));
    }

    private long learned() {
        return Counting.in("pattern", "SELECT count(*) FROM classification_evidence WHERE tenant_id = ?", tenant.id());
    }

    /** Requests with an answer that are left alone for longer than a worker may be silent. */
    private long postponed() {
        return Counting.in("pattern", """
                SELECT count(*) FROM llm_requests WHERE tenant_id = ? AND status = 'answered'
                    AND due_at > clock_timestamp() + interval '%d ms'
                """.formatted(Stack.TAKEOVER_GRACE.toMillis()), tenant.id());
    }
}
