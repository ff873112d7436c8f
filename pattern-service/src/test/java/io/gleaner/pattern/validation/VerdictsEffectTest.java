package io.gleaner.pattern.validation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.pattern.Edits;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What a verdict does to its candidate; tracking-service counts what a narrower key matches. */
class VerdictsEffectTest extends WithPlayedTracking {

    @Test
    void theModelsOpinionGoesThroughTheGates() {
        Edits edits = Edits.ofNewTenant();
        for (String key : List.of("low risk", "high risk", "rejected risk", "unsure risk")) {
            Edits.publish(stage.replica(), edits.same(3, key, "Media"));
        }
        await().until(() -> stage.statuses(edits).size(), Integer.valueOf(4)::equals);
        stage.model().verdict(candidate -> {
            String id = candidate.path("candidate_id").asString();
            return switch (candidate.path("key").asString()) {
                case "low risk" -> Stage.verdict(id, "approve", "low", 5, "");
                case "high risk" -> Stage.verdict(id, "approve", "high", 0.1, "");
                case "rejected risk" -> Stage.verdict(id, "reject", "low", 0, "");
                default -> Stage.verdict(id, "unsure", "low", -0.2, "");
            };
        });

        stage.turn().take(edits.tenantId());

        assertThat(stage
                        .table(edits)
                        .rows("SELECT status || ' ' || confidence AS s FROM suggestions WHERE tenant_id = ? ORDER BY 1")
                        .stream()
                        .map(row -> String.valueOf(row.get("s"))))
                .containsExactly(
                        "approved 0.9500", "pending_review 0.5500", "pending_review 0.8500", "rejected 0.7500");
    }

    @Test
    void aRejectedSignatureReturnsWithTenMoreOccurrencesOnly() {
        Edits edits = stage.waiting("rejected for now");
        stage.model()
                .verdict(candidate ->
                        Stage.verdict(candidate.path("candidate_id").asString(), "reject", "low", 0, ""));
        stage.turn().take(edits.tenantId());
        assertThat(stage.statuses(edits)).containsExactly("rejected");

        Edits.publish(stage.replica(), edits.same(12, "rejected for now", "Media"));
        await().until(() -> stage.table(edits).count("classification_occurrences"), Long.valueOf(12)::equals);
        await().until(() -> stage.table(edits).count("pending_pattern_checks"), Long.valueOf(0)::equals);
        assertThat(stage.statuses(edits)).containsExactly("rejected");

        Edits.publish(stage.replica(), List.of(edits.edit("one-more", "rejected for now", "Media", 1)));
        await().until(() -> stage.statuses(edits), List.of("rejected", "waiting")::equals);
    }

    @Test
    void aNarrowerKeyIsTakenWhereWhatItMatchesIsAcceptable() {
        assertThat(tokensAfter("pix transf valmira", "\"pix\",\"valmira\"", coverage(9, 9, 1_000, 100)))
                .isEqualTo("{pix,valmira}");
        assertThat(tokensAfter("pix transf valmira", "\"pix\"", coverage(9, 9, 1_000, 201)))
                .isEqualTo("{pix,transf,valmira}");
        assertThat(tokensAfter("pix transf valmira", "\"valmira\"", coverage(10, 8, 100, 8)))
                .isEqualTo("{pix,transf,valmira}");
        assertThat(tokensAfter("pix transf valmira", "\"%\"", coverage(9, 9, 100, 9)))
                .isEqualTo("{pix,transf,valmira}");
        tracking.verify(postRequestedFor(urlEqualTo("/internal/coverage"))
                .withHeader("Authorization", matching("Bearer .+"))
                .withRequestBody(equalToJson("""
                                {"questions":[{"field":"entity","key":"pix transf valmira","direction":"debit",
                                "tokens":["valmira"]}]}""")));
    }

    @Test
    void whoeverReviewsANarrowerKeySeesItAndApprovesWhatWasSeen() {
        Edits edits = stage.waiting("pix transf seen");
        counted(coverage(3, 3, 10, 3));
        stage.model()
                .verdict(candidate -> Stage.verdict(
                        candidate.path("candidate_id").asString(), "approve", "high", 0, "\"pix\",\"seen\""));

        stage.turn().take(edits.tenantId());

        WebTestClient alice = stage.replica().as(stage.shared().tokens().of(edits.tenantId(), "alice"));
        String id = String.valueOf(stage.table(edits)
                .rows("SELECT suggestion_id FROM suggestions WHERE tenant_id = ?")
                .getFirst()
                .get("suggestion_id"));
        alice.get().uri("/v1/patterns/suggestions").exchange().expectBody().json("""
                        {"items":[{"status":"pending_review","key":"pix transf seen","tokens":["pix","seen"]}]}""");
        alice.post()
                .uri("/v1/patterns/suggestions/{id}/approve", id)
                .exchange()
                .expectBody()
                .json("{\"status\":\"approved\",\"tokens\":[\"pix\",\"seen\"]}");
        assertThat(tokens(edits)).isEqualTo("{pix,seen}");
    }

    @Test
    void allProposalsOfAnAnswerAreCountedInOneRequest() {
        Edits edits = Edits.ofNewTenant();
        Edits.publish(
                stage.replica(),
                Stream.of("one", "two", "three")
                        .flatMap(name -> edits.same(3, "pix transf " + name, "Rent " + name).stream())
                        .toList());
        await().until(() -> stage.statuses(edits).size(), Integer.valueOf(3)::equals);
        tracking.stubFor(post("/internal/coverage").willReturn(okJson("""
                        {"coverages":[{"support":3,"support_matched":3,"transactions":9,"matched":3},
                        {"support":3,"support_matched":1,"transactions":9,"matched":3},
                        {"support":3,"support_matched":3,"transactions":9,"matched":3}]}""")));
        stage.model()
                .verdict(candidate -> Stage.verdict(
                        candidate.path("candidate_id").asString(),
                        "approve",
                        "low",
                        0,
                        "\"pix\",\"" + candidate.path("key").asString().split(" ", -1)[2] + "\""));

        stage.turn().take(edits.tenantId());

        tracking.verify(1, postRequestedFor(urlEqualTo("/internal/coverage")));
        assertThat(stage.table(edits)
                        .rows("SELECT cardinality(tokens) AS n FROM patterns WHERE tenant_id = ? "
                                + "ORDER BY suggestion_id"))
                .containsExactlyInAnyOrder(Map.of("n", 2), Map.of("n", 3), Map.of("n", 2));
    }

    @Test
    void whileCoverageCannotBeAskedTheAnswerIsKeptAndNobodyIsAskedAgain() {
        Edits edits = stage.waiting("pix transf kept");
        tracking.stubFor(post("/internal/coverage").willReturn(aResponse().withStatus(503)));
        modelProposes("\"pix\",\"kept\"");

        stage.turn().take(edits.tenantId());

        assertThat(stage.statuses(edits)).containsExactly("validating");
        counted(coverage(3, 3, 10, 3));
        await().until(() -> {
            stage.turn().takeOver().ifPresent(Runnable::run);
            return stage.statuses(edits).equals(List.of("approved"));
        });
        assertThat(tokens(edits)).isEqualTo("{pix,kept}");
        assertThat(stage.table(edits).count("llm_calls")).isEqualTo(1);
    }

    private static String tokensAfter(String key, String keyTokens, String coverage) {
        Edits edits = stage.waiting(key);
        counted(coverage);
        modelProposes(keyTokens);
        stage.turn().take(edits.tenantId());
        return tokens(edits);
    }

    private static String tokens(Edits edits) {
        return String.valueOf(stage.table(edits)
                .rows("SELECT tokens::text AS t FROM patterns WHERE tenant_id = ?")
                .getFirst()
                .get("t"));
    }
}
