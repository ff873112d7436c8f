package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gleaner.systemtests.Api.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Every operation of the published contract, tried without a token, without the scope, and as another tenant. */
@Execution(ExecutionMode.CONCURRENT)
class TenantIsolationTest {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Stack stack = Stack.running();

    /** An operation of the contract; {@code scope} is empty where no token is needed. */
    private record Operation(String method, String path, String scope) {

        /** Whether the id that is tried stands in its path. */
        boolean aboutOne() {
            return path.contains("{");
        }

        /** Whether it gives transactions a label, which is accepted before anybody looks at their ids. */
        boolean labels() {
            return path.equals("/v1/transactions/bulk-update")
                    || (method.equals("patch") && path.equals("/v1/transactions/{transaction_id}"));
        }
    }

    @Test
    void nobody_without_a_token_gets_in() {
        assertThat(guarded())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(
                                send(stack.withoutToken(), operation, "x").status())
                        .as("%s", operation)
                        .isEqualTo(401));
    }

    @Test
    void nobody_without_the_scope_gets_in() {
        Map<String, Api> withOtherScopes = Map.of(
                "read", stack.as("acme", "mallory", "write review admin"),
                "write", stack.as("acme", "mallory", "read review admin"),
                "review", stack.as("acme", "mallory", "read write admin"),
                "admin", stack.as("acme", "mallory", "read write review"));

        assertThat(guarded()).allSatisfy(operation -> {
            Api mallory = Objects.requireNonNull(withOtherScopes.get(operation.scope()));
            assertThat(send(mallory, operation, "x").status())
                    .as("%s", operation)
                    .isEqualTo(403);
        });
    }

    @Test
    void another_tenant_sees_and_changes_nothing() {
        Tenant acme = Tenant.fresh();
        List<String> rows = acme.imports("secret-", "Secret Shop", "Secret Shop", "Secret Shop");
        Answer drag = acme.drags(rows, "Hidden label");
        acme.awaitCompleted(drag);
        String suggestionId =
                acme.awaitSuggestion("approved").path("suggestion_id").asString();
        String operationId = drag.body().path("operation_id").asString();
        Tenant mallory = Tenant.fresh();

        List<Operation> operations = guarded().stream()
                .filter(operation -> !operation.path().equals("/v1/live"))
                .toList();
        assertThat(List.of(rows.getFirst(), operationId, suggestionId))
                .allSatisfy(id -> assertThat(operations)
                        .allSatisfy(operation -> assertThatNothingIsThere(mallory, operation, id, acme)));

        assertThat(acme.suggestions()).hasSize(1);
        assertThat(acme.alice()
                        .get("/v1/transactions/" + rows.getFirst())
                        .body()
                        .at("/labels/entity/value")
                        .asString())
                .isEqualTo("Hidden label");
    }

    /** A foreign id looks like one that nobody has: nothing else than 404, or a write that refuses it as unknown. */
    private static void assertThatNothingIsThere(Tenant mallory, Operation operation, String id, Tenant acme) {
        Answer answer = send(mallory.alice(), operation, id);
        assertThat(answer.body().toString()).doesNotContain("Secret Shop", "Hidden label", "secret shop", acme.id());
        if (operation.labels()) {
            assertThatRefusesAsUnknown(mallory.awaitCompleted(answer), id);
        } else {
            assertThat(answer.status())
                    .as("%s about %s; give it a valid body in bodyOf", operation, id)
                    .isIn(operation.aboutOne() ? List.of(404) : List.of(200, 202));
        }
    }

    private static void assertThatRefusesAsUnknown(JsonNode operation, String id) {
        assertThat(operation.path("updated").asInt()).isZero();
        assertThat(operation.path("unchanged").asInt()).isZero();
        assertThat(operation.path("refused"))
                .extracting(
                        each -> each.path("transaction_id").asString(),
                        each -> each.path("reason").asString())
                .containsExactly(tuple(id, "unknown"));
    }

    private List<Operation> guarded() {
        JsonNode contract = stack.withoutToken().get("/v1/openapi.json").body();
        List<Operation> operations = new ArrayList<>();
        contract.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String scope = operation.getValue().path("x-gleaner-scope").asString("");
                    if (METHODS.contains(operation.getKey()) && !scope.isEmpty()) {
                        operations.add(new Operation(operation.getKey(), path.getKey(), scope));
                    }
                }));
        return operations;
    }

    private static Answer send(Api api, Operation operation, String id) {
        String path = operation.path().replaceAll("\\{[^}]+}", id);
        boolean withBody =
                !operation.method().equals("get") && !operation.method().equals("delete");
        return api.send(
                operation.method().toUpperCase(Locale.ROOT),
                path,
                withBody ? bodyOf(operation.path(), id) : null,
                Map.of());
    }

    private static Object bodyOf(String path, String id) {
        return switch (path) {
            case "/v1/transactions" -> List.of(Tenant.transaction("mine", "Mine", 1));
            case "/v1/transactions/bulk-update" ->
                Map.of("transaction_ids", List.of(id), "field", "entity", "value", "Overwritten");
            case "/v1/transactions/{transaction_id}" -> Map.of("field", "entity", "value", "Overwritten");
            case "/v1/workflows" -> Map.of("workflow_id", "mine");
            case "/v1/patterns/{pattern_id}" -> Map.of("status", "paused");
            case "/v1/patterns/analyze",
                    "/v1/settings/learning",
                    "/v1/settings/operation-triggers",
                    "/v1/workflows/backfill" -> Map.of();
            case "/v1/operation-patterns/{pattern_id}/review" -> Map.of("status", "approved");
            case "/v1/operation-patterns/{pattern_id}/occurrences/{workflow_id}/verdict" -> Map.of("correct", true);
            case "/v1/llm/budget" -> Map.of("limits", Map.of());
            default -> Map.of("reason", "because");
        };
    }
}
