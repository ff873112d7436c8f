package io.gleaner.stack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gleaner.stack.StackProblem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;

/** Calls the gateway on loopback. Any answer but a 2xx is a {@link StackProblem} with what the gateway said. */
public final class Api implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SUCCESS = 2;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final String token;

    private Api(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** A user with all scopes. */
    public static Api of(int port, String tenant, String user) {
        return new Api(port, token(port, tenant, user, ""));
    }

    /** Has the gateway sign a token, as only a local stack's gateway does. An empty scope means all scopes. */
    public static String token(int port, String tenant, String user, String scope) {
        var wanted = new HashMap<String, String>();
        wanted.put("tenant", tenant);
        wanted.put("user", user);
        if (!scope.isEmpty()) {
            wanted.put("scope", scope);
        }
        try (var anybody = new Api(port, "")) {
            return anybody.post("/v1/dev/token", wanted).path("access_token").asText();
        }
    }

    public JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    /** Sends a value as Jackson writes it. */
    public JsonNode post(String path, Object body) {
        try {
            var json = JSON.writeValueAsString(body);
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json))
                    .build());
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON for " + path, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LIMIT);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request) {
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != SUCCESS) {
                throw new StackProblem("%s %s was answered %d: %s"
                        .formatted(request.method(), request.uri().getPath(), answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new StackProblem("the gateway does not answer on port %d: ./gleaner status".formatted(port), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackProblem("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
