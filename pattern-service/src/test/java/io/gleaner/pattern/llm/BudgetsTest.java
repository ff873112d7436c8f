package io.gleaner.pattern.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.BudgetWarned;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.pattern.Announced;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.pattern.Table;
import io.gleaner.pattern.core.Spend;
import io.gleaner.testing.OnRealServers;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What two replicas let tenants spend; installation's own limits are 1,000 tokens a day for whoever sets none. */
@OnRealServers
class BudgetsTest {

    private static final Replica.Shared SHARED = Replica.Shared.fresh();
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final String UNLIMITED = "{\"limits\":{}}";

    private static Replica replica;
    private static Replica other;
    private static Announced announced;

    private final Edits edits = Edits.ofNewTenant();

    @BeforeAll
    static void start() {
        Map<String, String> settings = Map.of("gleaner.llm.budget.tokens-per-day", "1000");
        replica = SHARED.start(settings);
        other = SHARED.start(settings);
        announced = Announced.by(replica);
    }

    @AfterAll
    static void stop() {
        announced.close();
        other.close();
        replica.close();
        SHARED.database().close();
    }

    /** What is spent before midnight is not what is held back after it. */
    @BeforeEach
    void awayFromMidnight() {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.of(23, 59, 30)));
    }

    @Test
    void replicasThatRaceNeverSpendMoreThanTheCap() throws Exception {
        put("{\"limits\":{\"tokens_per_day\":{\"amount\":20000},\"cost_per_month\":{\"amount\":0.15}}}");

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> workers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Replica own = i % 2 == 0 ? replica : other;
                Random random = new Random(i);
                workers.add(threads.submit(() -> spendAllThereIs(own, random)));
            }
            int calls = 0;
            for (Future<Integer> worker : workers) {
                calls += worker.get();
            }
            assertThat(calls).isGreaterThan(20);
        }

        assertThat(spent("day").cost()).isBetween(new BigDecimal("0.14"), new BigDecimal("0.15"));
        assertThat(spent("day").tokens()).isLessThanOrEqualTo(20_000);
        assertThat(spent("month")).isEqualTo(spent("day"));
        assertThat(Table.of(replica, edits).count("llm_reservations")).isZero();
    }

    @Test
    void ofManyThatReserveAtOnceAsManyGetRoomAsThereIs() throws Exception {
        put("{\"limits\":{\"tokens_per_month\":{\"amount\":5500}}}");

        List<Optional<Instant>> held = inParallel(IntStream.range(0, 24)
                .<Callable<Optional<Instant>>>mapToObj(
                        i -> () -> reserve(i % 2 == 0 ? replica : other, UUID.randomUUID(), 1_000, LEASE))
                .toList());

        assertThat(held.stream().filter(Optional::isEmpty)).hasSize(5);
        assertThat(held.stream().flatMap(Optional::stream))
                .allSatisfy(until -> assertThat(until)
                        .as("the first reservation to return by itself")
                        .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(60)));
    }

    @Test
    void whatACrashedWorkerReservedReturnsAfterItsLease() {
        assertThat(reserve(replica, UUID.randomUUID(), 700, Duration.ofMillis(400)))
                .isEmpty();
        assertThat(reserve(other, UUID.randomUUID(), 700, LEASE)).isPresent();

        await().until(() -> reserve(other, UUID.randomUUID(), 700, LEASE).isEmpty());
    }

    @Test
    void whatIsSpentIsHeldAgainstTheLimitUntilTheNextDay() {
        settle(replica, reserved(replica, 900), new Spend(900, BigDecimal.ONE));

        Optional<Instant> heldUntil = reserve(other, UUID.randomUUID(), 101, LEASE);

        assertThat(heldUntil)
                .contains(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
        assertThat(reserve(other, UUID.randomUUID(), 100, LEASE)).isEmpty();
    }

    @Test
    void anAnswerThatNobodyCountedCountsAsTheMostItCould() {
        settle(replica, reserved(replica, 600), null);

        assertThat(spent("day").tokens()).isEqualTo(600);
    }

    @Test
    void oneWarningGoesOutPerLimitAndPeriod() {
        settle(replica, reserved(replica, 799), new Spend(799, BigDecimal.ONE));
        assertThat(announced.of(edits, BudgetWarned.class)).isEmpty();
        settle(replica, reserved(replica, 1), new Spend(1, BigDecimal.ONE));
        settle(other, reserved(other, 1), new Spend(1, BigDecimal.ONE));
        reserve(other, UUID.randomUUID(), 500, LEASE);

        await().untilAsserted(() ->
                assertThat(announced.of(edits, BudgetWarned.class)).isNotEmpty());
        assertThat(announced.of(edits, BudgetWarned.class)).singleElement().satisfies(warned -> {
            assertThat(warned.limit()).isEqualTo("tokens_per_day");
            assertThat(warned.mode()).isEqualTo("enforced");
            assertThat(warned.amount()).isEqualByComparingTo("1000");
            assertThat(warned.spent()).isEqualByComparingTo("800");
            assertThat(warned.periodEndsAt()).isEqualTo(warned.periodStartsAt().plus(1, ChronoUnit.DAYS));
        });
    }

    @Test
    void aShadowLimitHoldsNothingAndShowsWhatItWouldHaveHeld() {
        put("{\"limits\":{\"tokens_per_day\":{\"amount\":1000,\"mode\":\"shadow\"},\"cost_per_day\":{\"amount\":9}}}");
        for (int i = 0; i < 4; i++) {
            settle(replica, reserved(replica, 400), new Spend(400, BigDecimal.TWO));
        }
        assertThat(reserve(replica, UUID.randomUUID(), 400, LEASE)).isEmpty();

        usage().json("""
                {"budget":{"tokens_per_day":{"amount":1000,"mode":"shadow","spent":1600,"reserved":400,"remaining":0,
                "held_back":3},"cost_per_day":{"amount":9,"mode":"enforced","spent":8,"reserved":1,"remaining":0,
                "held_back":0}}}""");
        assertThat(announced.of(edits, BudgetWarned.class))
                .extracting(BudgetWarned::limit)
                .doesNotHaveDuplicates();
    }

    @Test
    void limitsAreReadReplacedAndGuardedByTheirVersion() {
        client("admin").get().uri("/v1/llm/budget").exchange().expectBody().json("""
                {"row_version":0,"limits":{"tokens_per_day":{"amount":1000,"mode":"enforced"}},"updated_by":null}""");
        put("{\"row_version\":0,\"limits\":{\"cost_per_day\":{\"amount\":2.5,\"mode\":\"shadow\"}}}");

        tryPut("{\"row_version\":0,\"limits\":{}}").expectStatus().isEqualTo(409);
        put("{\"row_version\":1,\"limits\":{\"cost_per_month\":{\"amount\":7}}}");

        client("admin").get().uri("/v1/llm/budget").exchange().expectBody().json("""
                {"row_version":2,"limits":{"cost_per_month":{"amount":7,"mode":"enforced"}},"updated_by":"alice"}""");
        put(UNLIMITED);
        usage().jsonPath("$.budget").doesNotExist();
        assertThat(reserve(replica, UUID.randomUUID(), 1_000_000, LEASE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; 1",
                "{\"limits\":{\"tokens_per_week\":{\"amount\":1}}}; 1",
                "{\"limits\":{\"tokens_per_day\":{\"amount\":1.5}}}; 1",
                "{\"limits\":{\"tokens_per_day\":{\"amount\":-1},\"cost_per_day\":{\"mode\":\"maybe\"}}}; 3",
            })
    void limitsThatMakeNoSenseAreRefusedWithEveryFault(String body, int faults) {
        tryPut(body)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(faults);
    }

    private int spendAllThereIs(Replica own, Random random) {
        int calls = 0;
        UUID requestId = UUID.randomUUID();
        while (reserveChecked(own, requestId)) {
            long tokens = random.nextLong(1_001);
            settle(own, requestId, new Spend(tokens, BigDecimal.valueOf(tokens, 5)));
            requestId = UUID.randomUUID();
            calls++;
        }
        return calls;
    }

    /** Until too little is left for any call; others' reservations are waited for. */
    private boolean reserveChecked(Replica own, UUID requestId) {
        while (spent("day").cost().compareTo(new BigDecimal("0.14")) <= 0) {
            if (reserve(own, requestId, 1_000, LEASE).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private UUID reserved(Replica own, long tokens) {
        UUID requestId = UUID.randomUUID();
        assertThat(reserve(own, requestId, tokens, LEASE)).isEmpty();
        return requestId;
    }

    private Optional<Instant> reserve(Replica own, UUID requestId, long tokens, Duration lease) {
        Spend most = new Spend(tokens, tokens == 1_000 ? new BigDecimal("0.01") : BigDecimal.ONE);
        return own.bean(TenantTransaction.class)
                .in(edits.tenantId(), () -> own.bean(Budgets.class).reserve(edits.tenantId(), requestId, most, lease));
    }

    private void settle(Replica own, UUID requestId, @Nullable Spend spend) {
        own.bean(TenantTransaction.class).in(edits.tenantId(), () -> {
            own.bean(Budgets.class).settle(edits.tenantId(), requestId, spend);
            return requestId;
        });
    }

    private Spend spent(String period) {
        return Table.of(replica, edits)
                .rows("SELECT period, tokens, cost FROM llm_spending WHERE tenant_id = ?")
                .stream()
                .filter(row -> period.equals(row.get("period")))
                .map(row -> new Spend(Long.parseLong("" + row.get("tokens")), new BigDecimal("" + row.get("cost"))))
                .findFirst()
                .orElse(Spend.NOTHING);
    }

    private WebTestClient client(String scope) {
        return replica.as(SHARED.tokens().of(edits.tenantId(), "alice", scope));
    }

    private WebTestClient.BodyContentSpec usage() {
        return client("read").get().uri("/v1/llm/usage").exchange().expectBody();
    }

    private void put(String body) {
        tryPut(body).expectStatus().isOk();
    }

    private WebTestClient.ResponseSpec tryPut(String body) {
        return client("admin")
                .put()
                .uri("/v1/llm/budget")
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    private static <T> List<T> inParallel(List<Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
