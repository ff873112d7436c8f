package io.gleaner.stack.components;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service whether it is ready, as Kubernetes does. */
public final class Probe {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    private Probe() {}

    public static boolean isReady(int managementPort) {
        var address = URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(managementPort));
        try {
            var request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
