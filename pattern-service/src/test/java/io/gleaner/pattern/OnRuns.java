package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.pattern.TenantRuns.Run;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Base of tests of what is learned from workflow runs. */
abstract class OnRuns extends OnReplica {

    @Override
    Map<String, String> settings() {
        return Map.of("gleaner.operations.aging", "100ms");
    }

    WebTestClient as(TenantRuns tenant) {
        return replica.as(shared.tokens().of(tenant.tenantId(), "alice"));
    }

    void publish(TenantRuns tenant, Run... runs) {
        Edits.publish(replica, Arrays.stream(runs).map(tenant::event).toList());
    }

    JsonNode list(TenantRuns tenant, String query) {
        return get(as(tenant), "/v1/operation-patterns" + query).get("items");
    }

    /** The only pattern once it was seen so often. */
    JsonNode only(TenantRuns tenant, long occurrences) {
        return await().until(
                        () -> list(tenant, ""),
                        items -> items.size() == 1
                                && items.get(0).get("occurrence_count").asLong() == occurrences)
                .get(0);
    }

    JsonNode counted(TenantRuns tenant, String signature, long occurrences) {
        return await().until(
                        () -> pattern(tenant, signature),
                        pattern -> pattern != null
                                && pattern.get("occurrence_count").asLong() == occurrences);
    }

    @Nullable
    JsonNode pattern(TenantRuns tenant, String signature) {
        return list(tenant, "")
                .valueStream()
                .filter(item -> item.get("pattern_signature").asString().equals(signature))
                .findFirst()
                .orElse(null);
    }

    static void hasNumbers(JsonNode pattern, String... fieldsAndNumbers) {
        for (int i = 0; i < fieldsAndNumbers.length; i += 2) {
            assertThat(pattern.get(fieldsAndNumbers[i]).decimalValue())
                    .as(fieldsAndNumbers[i])
                    .isEqualByComparingTo(new BigDecimal(fieldsAndNumbers[i + 1]));
        }
    }

    static String id(JsonNode pattern) {
        return pattern.get("pattern_id").asString();
    }
}
