package io.gleaner.systemtests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a browser that follows {@code /v1/live} has seen. */
final class LiveEvents implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    private final List<Live> events = new CopyOnWriteArrayList<>();
    private final Stream<String> lines;
    private String id = "";
    private String name = "";

    record Live(String id, String name, JsonNode data) {}

    private LiveEvents(Stream<String> lines) {
        this.lines = lines;
        Thread.startVirtualThread(this::follow);
    }

    static LiveEvents followedBy(Api api) {
        return connect(request(api));
    }

    static LiveEvents resumedBy(Api api, String lastEventId) {
        return connect(request(api).header("Last-Event-ID", lastEventId));
    }

    List<Live> named(String eventName) {
        return events.stream().filter(event -> event.name().equals(eventName)).toList();
    }

    @Override
    public void close() {
        lines.close();
    }

    private static HttpRequest.Builder request(Api api) {
        return api.request("/v1/live").header("Accept", "text/event-stream").timeout(LONG_ENOUGH);
    }

    /** A gateway that has just started may not know yet where the events are. */
    private static LiveEvents connect(HttpRequest.Builder request) {
        return new LiveEvents(await().atMost(Tenant.PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> Api.http().send(request.build(), HttpResponse.BodyHandlers.ofLines()),
                        answer -> answer.statusCode() == OK)
                .body());
    }

    private void follow() {
        try {
            lines.forEach(this::line);
        } catch (UncheckedIOException closed) {
            events.add(new Live(id, "closed", JSON.missingNode()));
        }
    }

    private void line(String line) {
        if (line.startsWith("id:")) {
            id = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
            name = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
            events.add(new Live(id, name, JSON.readTree(line.substring(5))));
        }
    }
}
