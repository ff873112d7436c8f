package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One trace, from the request of a user to the question that a model is asked because of it, over every topic between. */
@Execution(ExecutionMode.CONCURRENT)
class TraceTest {

    private static final List<String> TOPICS =
            List.of("gleaner.classifications", "gleaner.tracking-changes", "gleaner.pattern-events");

    private final Stack stack = Stack.running();
    private final Tenant tenant = Tenant.fresh();
    private final String merchant =
            "TRACED" + UUID.randomUUID().toString().replaceAll("[^a-f]", "").toUpperCase(Locale.ROOT);

    @Test
    void a_request_an_edit_a_tracking_record_and_the_models_request_belong_to_one_trace() {
        List<String> rows = tenant.has(merchant + " ref 1001", merchant + " ref 1002", merchant + " ref 1003");
        String traceId = UUID.randomUUID().toString().replace("-", "");

        Api.Answer accepted = tenant.alice()
                .post(
                        "/v1/transactions/bulk-update",
                        Map.of("transaction_ids", rows, "field", "entity", "value", "Media"),
                        Map.of("traceparent", "00-" + traceId + "-b7ad6b7169203331-01"));
        tenant.awaitCompleted(accepted);
        tenant.awaitSuggestion("approved");

        assertThat(stack.model().tracesNaming(merchant.toLowerCase(Locale.ROOT)))
                .singleElement()
                .asString()
                .startsWith("00-" + traceId + "-");
        assertThat(TOPICS).allSatisfy(topic -> awaitTrace(topic, traceId));
    }

    /** Without a consumer group: one that is left behind would look like a service that lags. */
    private void awaitTrace(String topic, String traceId) {
        try (TopicReader reader = TopicReader.fromBeginning(topic)) {
            await().atMost(Tenant.PATIENCE)
                    .until(() -> reader.of(tenant).stream()
                            .anyMatch(message ->
                                    TopicReader.header(message, "traceparent").startsWith("00-" + traceId + "-")));
        }
    }
}
