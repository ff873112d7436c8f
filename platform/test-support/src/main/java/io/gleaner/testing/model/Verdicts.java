package io.gleaner.testing.model;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers a question about candidates in the dialect it was asked in. */
final class Verdicts implements ResponseTransformerV2 {

    static final String NAME = "verdicts";

    private static final JsonMapper JSON = new JsonMapper();

    private volatile Function<JsonNode, String> text = question -> verdictsOn(question, Verdicts::approval);

    void each(Function<JsonNode, String> verdict) {
        text = question -> verdictsOn(question, verdict);
    }

    void text(Function<JsonNode, String> answer) {
        text = answer;
    }

    static String approval(JsonNode candidate) {
        return """
                {"candidate_id":"%s","decision":"approve","confidence_adjustment":0.05,\
                "reasoning":"One merchant, one label.","risk":"low"}""".formatted(candidate.path("candidate_id").asString());
    }

    /** The JSON object of the last user message. */
    static JsonNode questionIn(String request) {
        JsonNode messages = JSON.readTree(request).path("messages");
        JsonNode content = messages.path(messages.size() - 1).path("content");
        String question = content.isArray() ? content.path(0).path("text").asString() : content.asString();
        return JSON.readTree(question.isBlank() ? "{}" : question);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        String answer = text.apply(questionIn(event.getRequest().getBodyAsString()));
        boolean chat = event.getRequest().getUrl().contains("chat/completions");
        return Response.Builder.like(response)
                .but()
                .status(200)
                .headers(new HttpHeaders(HttpHeader.httpHeader("Content-Type", "application/json")))
                .body(chat ? completion(answer) : message(answer))
                .build();
    }

    private static String verdictsOn(JsonNode question, Function<JsonNode, String> verdict) {
        return StreamSupport.stream(question.path("candidates").spliterator(), false)
                .map(verdict)
                .collect(Collectors.joining(",", "{\"verdicts\":[", "]}"));
    }

    private static String completion(String answer) {
        return """
                {"id":"c-1","object":"chat.completion","created":1,"model":"fake-1","choices":[{"index":0,\
                "finish_reason":"stop","message":{"role":"assistant","content":%s}}],\
                "usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}""".formatted(JSON.writeValueAsString(answer));
    }

    private static String message(String answer) {
        return """
                {"id":"m-1","type":"message","role":"assistant","model":"fake-1","stop_reason":"end_turn",\
                "stop_sequence":null,"content":[{"type":"text","text":%s}],\
                "usage":{"input_tokens":100,"output_tokens":20}}""".formatted(JSON.writeValueAsString(answer));
    }
}
