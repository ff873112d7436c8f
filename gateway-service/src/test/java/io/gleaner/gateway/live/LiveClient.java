package io.gleaner.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;

/** A browser that follows {@code /v1/live} and remembers what it saw. */
final class LiveClient implements AutoCloseable {

    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};

    private final List<ServerSentEvent<String>> received = new CopyOnWriteArrayList<>();
    private final Disposable connection;
    private volatile boolean ended;
    private volatile @Nullable Throwable refusal;

    /** Connects, and waits until the stream has said where it is. */
    LiveClient(int port, String token, @Nullable String lastEventId) {
        this.connection = WebClient.create("http://localhost:" + port)
                .get()
                .uri("/v1/live")
                .header("Authorization", "Bearer " + token)
                .headers(headers -> {
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", lastEventId);
                    }
                })
                .retrieve()
                .bodyToFlux(EVENT)
                .doFinally(signal -> ended = true)
                .subscribe(received::add, failure -> refusal = failure);
        await("the stream's position", () -> !received.isEmpty() || ended);
        assertThat(refusal).as("why there is no stream").isNull();
    }

    /** Everything with a name, in the order of arrival. */
    List<ServerSentEvent<String>> events() {
        return received.stream().filter(event -> event.event() != null).toList();
    }

    List<String> data() {
        return events().stream()
                .map(event -> Objects.requireNonNull(event.data()))
                .toList();
    }

    /** What a browser would send as {@code Last-Event-ID}. */
    String lastEventId() {
        return received.stream()
                .map(ServerSentEvent::id)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    long heartbeats() {
        return received.stream()
                .filter(event -> "heartbeat".equals(event.comment()))
                .count();
    }

    boolean ended() {
        return ended;
    }

    void awaitEvents(int count) {
        await(count + " events", () -> events().size() >= count);
    }

    @Override
    public void close() {
        connection.dispose();
    }

    private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what).atMost(Duration.ofSeconds(20)).until(condition);
    }
}
