package io.gleaner.testing.model;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A model provider on a port of its own that speaks both dialects (chat completions and messages) and answers by what a
 * test told it; at first it approves every candidate at low risk. It remembers every request it got.
 */
public final class FakeModel implements AutoCloseable {

    private static final String BOTH_DIALECTS = ".*/(chat/completions|messages)";

    private final Verdicts verdicts = new Verdicts();
    private final WireMockServer server;

    private FakeModel() {
        this.server = new WireMockServer(options()
                .dynamicPort()
                .containerThreads(20)
                .extensions(verdicts)
                .maxRequestJournalEntries(10_000));
    }

    /** A running provider. */
    public static FakeModel started() {
        FakeModel model = new FakeModel();
        model.server.start();
        model.answers();
        return model;
    }

    /** What to configure as the provider's base URL. */
    public String baseUrl() {
        return server.baseUrl();
    }

    /** From now on it answers every candidate; {@link #verdict} says how. */
    public void answers() {
        respond(aResponse().withTransformers(Verdicts.NAME));
    }

    /** From now on it answers, but takes its time. */
    public void answersAfter(Duration delay) {
        respond(aResponse().withTransformers(Verdicts.NAME).withFixedDelay(Math.toIntExact(delay.toMillis())));
    }

    /** From now on it answers every request with this status. */
    public void fails(int status) {
        respond(aResponse().withStatus(status).withBody("{\"error\":{\"message\":\"as the test wants it\"}}"));
    }

    /** From now on it answers with this text, whatever the candidates are. */
    public void says(String text) {
        verdicts.text(request -> text);
        answers();
    }

    /** How each candidate is answered: its JSON in, the verdict's JSON object out. */
    public void verdict(Function<JsonNode, String> verdict) {
        verdicts.each(verdict);
        answers();
    }

    /** Approves every candidate at low risk again. */
    public void approves() {
        verdict(Verdicts::approval);
    }

    /** From now on it approves every candidate at low risk, but holds an answer back for as long as a test waits here. */
    public void approvesAfter(Consumer<JsonNode> candidateIsAnswered) {
        verdict(candidate -> {
            candidateIsAnswered.accept(candidate);
            return Verdicts.approval(candidate);
        });
    }

    /** The questions so far (the JSON object of each user message), oldest first, that name this text. */
    public List<JsonNode> questionsNaming(String text) {
        return requestsNaming(text)
                .map(request -> Verdicts.questionIn(request.getBodyAsString()))
                .toList();
    }

    /** The {@code traceparent} of each request with such a question; empty where it had none. */
    public List<String> tracesNaming(String text) {
        return requestsNaming(text)
                .map(request -> request.header("traceparent"))
                .map(header -> header.isPresent() ? header.firstValue() : "")
                .toList();
    }

    /** When the requests came whose question names this text, oldest first. */
    public List<Instant> timesOfQuestionsNaming(String text) {
        return requestsNaming(text)
                .map(request -> request.getLoggedDate().toInstant())
                .toList();
    }

    /** How many requests came, of whatever kind. */
    public int requests() {
        return server.getAllServeEvents().size();
    }

    @Override
    public void close() {
        server.stop();
    }

    private Stream<LoggedRequest> requestsNaming(String text) {
        return server.getAllServeEvents().stream()
                .map(ServeEvent::getRequest)
                .filter(request -> Verdicts.questionIn(request.getBodyAsString())
                        .toString()
                        .contains(text))
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate));
    }

    private void respond(ResponseDefinitionBuilder response) {
        server.resetMappings();
        server.stubFor(
                any(urlMatching(".*")).atPriority(10).willReturn(aResponse().withStatus(404)));
        server.stubFor(post(urlPathMatching(BOTH_DIALECTS)).willReturn(response));
    }
}
