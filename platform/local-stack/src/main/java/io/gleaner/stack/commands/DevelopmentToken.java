package io.gleaner.stack.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gleaner.stack.StackProblem;
import io.gleaner.stack.home.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;

/** Has the gateway sign a token, as only a local stack's gateway does. */
record DevelopmentToken(StackSettings settings) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;

    /** An empty scope means all scopes. */
    String mint(String tenant, String user, String scope) {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request(tenant, user, scope), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new StackProblem("the gateway answered %d: %s".formatted(answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body()).path("access_token").asText();
        } catch (IOException e) {
            throw new StackProblem(
                    "the gateway does not answer on port %d: ./gleaner status"
                            .formatted(settings.ports().base()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem("interrupted", e);
        }
    }

    private HttpRequest request(String tenant, String user, String scope) throws IOException {
        var body = new HashMap<String, String>();
        body.put("tenant", tenant);
        body.put("user", user);
        if (!scope.isEmpty()) {
            body.put("scope", scope);
        }
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/v1/dev/token"
                        .formatted(settings.ports().base())))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }
}
