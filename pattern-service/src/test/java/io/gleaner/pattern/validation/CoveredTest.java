package io.gleaner.pattern.validation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.gleaner.pattern.Edits;
import io.gleaner.testing.OnRealServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Candidates that a broader pattern covers already; tracking-service is played over HTTP. */
@OnRealServers
class CoveredTest {

    private static final WireMockServer TRACKING = new WireMockServer(options().dynamicPort());

    private static Stage stage;

    @BeforeAll
    static void start() {
        TRACKING.start();
        stage = Stage.of(
                        1,
                        Map.of(
                                "gleaner.llm.validation-interval", "100ms",
                                "gleaner.validation.coverage-retry", "300ms",
                                "gleaner.upstreams.tracking", TRACKING.baseUrl()))
                .withoutValidation();
    }

    @AfterAll
    static void stop() {
        stage.close();
        TRACKING.stop();
    }

    @BeforeEach
    void friendlyWorld() {
        stage.model().approves();
        TRACKING.resetAll();
    }

    @Test
    void aCandidateThatABroaderPatternCoversIsWithdrawnAndCostsNoCall() {
        Edits edits = withPatternOfPix("Rent");
        String pattern = patternOf(edits);
        waiting(edits, "pix transf other", "Rent");
        matches("[\"" + pattern + "\"]");

        stage.turn().take(edits.tenantId());

        assertThat(stage.table(edits).suggestions()).containsExactly("approved pix transf first Rent 3 1");
        assertThat(stage.table(edits).count("llm_calls")).isEqualTo(1);
        TRACKING.verify(
                postRequestedFor(urlEqualTo("/internal/matches")).withRequestBody(equalToJson("""
                        {"patterns":[{"pattern_id":"%s","field":"entity","direction":"debit","tokens":["pix"]}],
                        "keys":[{"key":"pix transf other","field":"entity","direction":"debit"}]}""".formatted(pattern))));
    }

    @Test
    void aCandidateThatIsNotMatchedIsAskedAbout() {
        Edits edits = withPatternOfPix("Rent");
        waiting(edits, "pix transf other", "Rent");
        matches("[]");

        takenLater(edits, 2);

        assertThat(stage.table(edits).statuses()).containsExactly("approved", "approved");
    }

    @Test
    void aPatternOfAnotherLabelOrOtherWordsCoversNothing() {
        Edits edits = withPatternOfPix("Rent");
        waiting(edits, "pix transf other", "Food");
        waiting(edits, "netflix com", "Rent");

        takenLater(edits, 2);

        assertThat(stage.table(edits).statuses()).containsOnly("approved");
        TRACKING.verify(0, postRequestedFor(urlEqualTo("/internal/matches")));
    }

    @Test
    void whileNobodyCanSayTheCandidateWaitsWithoutACallAndTheOthersGoOn() {
        Edits edits = withPatternOfPix("Rent");
        waiting(edits, "pix transf other", "Rent");
        waiting(edits, "netflix com", "Media");
        TRACKING.stubFor(post("/internal/matches").willReturn(aResponse().withStatus(503)));

        takenLater(edits, 2);

        assertThat(stage.table(edits).suggestions())
                .containsExactly(
                        "approved pix transf first Rent 3 1",
                        "waiting pix transf other Rent 3 1",
                        "approved netflix com Media 3 1");
        matches("[\"" + patternOf(edits) + "\"]");
        await().until(() -> {
            stage.turn().take(edits.tenantId());
            return stage.table(edits).statuses().equals(List.of("approved", "approved"));
        });
        assertThat(stage.table(edits).count("llm_calls")).isEqualTo(2);
    }

    /** A tenant with one active pattern that looks for the word pix alone. */
    private static Edits withPatternOfPix(String label) {
        Edits edits = Edits.ofNewTenant();
        waiting(edits, "pix transf first", label);
        TRACKING.stubFor(post("/internal/coverage").willReturn(okJson("""
                        {"coverages":[{"support":3,"support_matched":3,"transactions":9,"matched":3}]}""")));
        stage.model().verdict(candidate ->
                """
                {"candidate_id":"%s","decision":"approve","confidence_adjustment":0,"reasoning":"r","risk":"low",\
                "key_tokens":["pix"]}""".formatted(candidate.path("candidate_id").asString()));
        stage.turn().take(edits.tenantId());
        assertThat(stage.table(edits).statuses()).containsExactly("approved");
        stage.model().approves();
        Duration permit = Duration.ofMillis(150);
        await().pollDelay(permit).until(() -> true);
        return edits;
    }

    private static void waiting(Edits edits, String key, String label) {
        int before = stage.table(edits).statuses().size();
        Edits.publish(stage.replica(), edits.same(3, key, label));
        await().until(() -> stage.table(edits).statuses().size(), Integer.valueOf(before + 1)::equals);
    }

    private static void takenLater(Edits edits, long calls) {
        await().until(() -> {
            stage.turn().take(edits.tenantId());
            return stage.table(edits).count("llm_calls") == calls;
        });
    }

    private static String patternOf(Edits edits) {
        return String.valueOf(stage.table(edits)
                .rows("SELECT pattern_id FROM patterns WHERE tenant_id = ? AND tokens = '{pix}'")
                .getFirst()
                .get("pattern_id"));
    }

    private static void matches(String patternIds) {
        TRACKING.stubFor(
                post("/internal/matches").willReturn(okJson("{\"matches\":[{\"pattern_ids\":" + patternIds + "}]}")));
    }
}
