package io.gleaner.pattern.validation;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.gleaner.testing.OnRealServers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Base of tests in which tracking-service is played over HTTP, and nothing is validated unless a test takes a turn. */
@OnRealServers
abstract class WithPlayedTracking {

    static WireMockServer tracking;
    static Stage stage;

    @BeforeAll
    static void start() {
        tracking = new WireMockServer(options().dynamicPort());
        tracking.start();
        stage = Stage.of(
                        1,
                        Map.of(
                                "gleaner.llm.validation-interval", "100ms",
                                "gleaner.validation.coverage-retry", "300ms",
                                "gleaner.upstreams.tracking", tracking.baseUrl()))
                .withoutValidation();
    }

    @AfterAll
    static void stop() {
        stage.close();
        tracking.stop();
    }

    @BeforeEach
    void friendlyWorld() {
        stage.model().approves();
        tracking.resetAll();
    }

    /** From now on the model approves every candidate and proposes these words, each in quotes, as its key. */
    static void modelProposes(String keyTokens) {
        stage.model()
                .verdict(candidate ->
                        Stage.verdict(candidate.path("candidate_id").asString(), "approve", "low", 0, keyTokens));
    }

    /** From now on tracking-service counts this, see {@link #coverage}. */
    static void counted(String coverage) {
        tracking.stubFor(post("/internal/coverage").willReturn(okJson(coverage)));
    }

    static String coverage(long support, long supportMatched, long transactions, long matched) {
        return "{\"coverages\":[{\"support\":%d,\"support_matched\":%d,\"transactions\":%d,\"matched\":%d}]}"
                .formatted(support, supportMatched, transactions, matched);
    }
}
