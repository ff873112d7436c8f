package io.gleaner.pattern.validation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.pattern.Edits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Candidates that a broader pattern covers already. */
class CoveredTest extends WithPlayedTracking {

    @Test
    void aCandidateThatABroaderPatternCoversIsWithdrawnAndCostsNoCall() {
        Edits edits = withPatternOfPix("Rent");
        String pattern = patternOf(edits);
        waiting(edits, "pix transf other", "Rent");
        matches("[\"" + pattern + "\"]");

        stage.turn().take(edits.tenantId());

        assertThat(stage.table(edits).suggestions()).containsExactly("approved pix transf first Rent 3 1");
        assertThat(stage.table(edits).count("llm_calls")).isEqualTo(1);
        tracking.verify(
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
        tracking.verify(0, postRequestedFor(urlEqualTo("/internal/matches")));
    }

    @Test
    void whileNobodyCanSayTheCandidateWaitsWithoutACallAndTheOthersGoOn() {
        Edits edits = withPatternOfPix("Rent");
        waiting(edits, "pix transf other", "Rent");
        waiting(edits, "netflix com", "Media");
        tracking.stubFor(post("/internal/matches").willReturn(aResponse().withStatus(503)));

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
        counted(coverage(3, 3, 9, 3));
        modelProposes("\"pix\"");
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
        tracking.stubFor(
                post("/internal/matches").willReturn(okJson("{\"matches\":[{\"pattern_ids\":" + patternIds + "}]}")));
    }
}
