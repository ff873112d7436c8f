package io.gleaner.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's HTTP API, as a client without any of our code sees it; every answer is held against the contract. */
final class Api {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int UNAVAILABLE = 503;

    private final String baseUrl;
    private final String token;

    Api(String baseUrl, String token) {
        this.baseUrl = baseUrl;
        this.token = token;
    }

    /** What came back. */
    record Answer(int status, HttpHeaders headers, JsonNode body) {

        /** Nobody was there, or nobody answered to the end. */
        static final Answer NONE = new Answer(0, HttpHeaders.of(Map.of(), (name, value) -> true), JSON.missingNode());

        String location() {
            return header("Location").orElseThrow();
        }

        Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** Whether something may have become of the request, or not. */
        boolean isUnknown() {
            return status == NONE.status || status == UNAVAILABLE;
        }
    }

    Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    Answer post(String path, Object body, Map<String, String> headers) {
        return send("POST", path, body, headers);
    }

    Answer patch(String path, Object body) {
        return send("PATCH", path, body, Map.of());
    }

    Answer put(String path, Object body) {
        return send("PUT", path, body, Map.of());
    }

    Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return send(request.build());
    }

    /** A request of a path of the API, with the token. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(TIMEOUT);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    static HttpClient http() {
        return HTTP;
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), response.headers(), json(response.body()));
            PublishedContract.ofRepository()
                    .require(request.method(), request.uri().getRawPath(), answer);
            return answer;
        } catch (IOException refusedOrCutOff) {
            return Answer.NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String body) {
        boolean looksLikeJson = body.startsWith("{") || body.startsWith("[");
        return looksLikeJson ? JSON.readTree(body) : JSON.missingNode();
    }
}
