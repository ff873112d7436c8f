package io.gleaner.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.gateway.GatewayScenario;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.FluxExchangeResult;

@TestPropertySource(properties = "gleaner.live.max-catching-up=1")
class CatchUpPlacesTest extends GatewayScenario {

    @Test
    void a_place_that_is_left_is_free_again_but_once() {
        CatchUpPlaces places = new CatchUpPlaces(1);
        CatchUpPlaces.Place first = places.take();
        assertThatThrownBy(places::take).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
            assertThat(problem.retryAfter()).isNotNull();
        });

        first.leave();
        first.leave();

        assertThatCode(places::take).doesNotThrowAnyException();
        assertThatThrownBy(places::take).isInstanceOf(Problem.class);
    }

    @Test
    void who_comes_back_while_too_many_catch_up_is_told_to_wait_and_gets_in_later() throws Exception {
        List<FluxExchangeResult<String>> answers = resumedAtOnce(30);

        assertThat(answers).extracting(answer -> answer.getStatus().value()).contains(200, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.getStatus().value() != 200)
                .allSatisfy(answer -> {
                    assertThat(answer.getStatus().value()).isEqualTo(503);
                    assertThat(answer.getResponseHeaders().getFirst("Retry-After"))
                            .isNotNull();
                });
        try (LiveClient first = letIn();
                LiveClient second = letIn()) {
            assertThat(first.ended()).as("who has caught up follows on").isFalse();
            assertThat(second.ended()).isFalse();
        }
    }

    /** Tries until there is a place. */
    private LiveClient letIn() {
        AtomicReference<LiveClient> client = new AtomicReference<>();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> client.set(new LiveClient(port, TOKENS.of("comes-back", "alice", "read"), "0.0.0")));
        return client.get();
    }

    private List<FluxExchangeResult<String>> resumedAtOnce(int clients) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<FluxExchangeResult<String>> client = this::resumed;
            return threads.invokeAll(Collections.nCopies(clients, client)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private FluxExchangeResult<String> resumed() {
        FluxExchangeResult<String> answer = as("comes-back")
                .get()
                .uri("/v1/live")
                .header("Last-Event-ID", "0.0.0")
                .exchange()
                .returnResult(String.class);
        answer.getResponseBody().subscribe().dispose();
        return answer;
    }
}
