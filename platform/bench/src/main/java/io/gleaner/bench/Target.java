package io.gleaner.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stack under measurement, as a client sees it. */
final class Target {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    /** @param port of the gateway; the other ports follow it */
    Target(int port) {
        this.port = port;
    }

    String gateway() {
        return "http://127.0.0.1:" + port;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + (port + 10);
    }

    /** A producer of the broker, whose records all in-sync replicas have when they are acknowledged. */
    KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        5,
                        "batch.size",
                        65_536,
                        "compression.type",
                        "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    Connection database(String service) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/gleaner_%s".formatted(port + 12, service), "postgres", "");
    }

    String tokenFor(String tenant) throws IOException, InterruptedException {
        JsonNode answer = send(
                request("/v1/dev/token", "")
                        .POST(json(Map.of("tenant", tenant, "user", "bench")))
                        .build(),
                200);
        return answer.path("access_token").asString();
    }

    JsonNode get(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).GET().build(), 200);
    }

    /** A JSON object, to be changed. */
    Map<String, Object> map(String path, String token) throws IOException, InterruptedException {
        return JSON.convertValue(get(path, token), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    JsonNode post(String path, String token, Object body) throws IOException, InterruptedException {
        return send(request(path, token).POST(json(body)).build(), 202);
    }

    HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(path.startsWith("http") ? path : gateway() + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** Sends, and reads the answer's JSON. */
    JsonNode send(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IOException("%s: got %d, expected %d: %s"
                    .formatted(request.uri(), response.statusCode(), expected, response.body()));
        }
        return response.body().isEmpty() ? JSON.missingNode() : JSON.readTree(response.body());
    }

    static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
    }

    /** Waits until every part of the operation is applied. */
    void awaitCompleted(JsonNode accepted, String token) throws IOException, InterruptedException {
        String path = "/v1/operations/" + accepted.path("operation_id").asString();
        while (!get(path, token).path("status").asString("").equals("completed")) {
            Thread.sleep(20);
        }
    }
}
