package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    @Test
    void itBeginsWithAllAndIsHalvedDownToOne() {
        Concurrency concurrency = Concurrency.upTo(20, 0);

        for (int expected : new int[] {10, 5, 2, 1, 1}) {
            concurrency = concurrency.overloaded(concurrency.decreasedAt() + 1, concurrency.decreasedAt() + 2);
            assertThat(concurrency.limit()).isEqualTo(expected);
        }
    }

    @Test
    void signsOfOneOverloadCountOnce() {
        Concurrency concurrency = Concurrency.upTo(20, 0);

        for (int call = 1; call <= 20; call++) {
            concurrency = concurrency.overloaded(call, 100 + call);
        }

        assertThat(concurrency.limit()).isEqualTo(10);
        assertThat(concurrency.overloaded(102, 200).limit()).isEqualTo(5);
    }

    @Test
    void aWindowOfGoodAnswersMakesItOneMoreUpToTheMost() {
        Concurrency concurrency = Concurrency.upTo(5, 0).overloaded(1, 2);
        assertThat(concurrency.limit()).isEqualTo(2);

        assertThat(answered(concurrency, 1).limit()).isEqualTo(2);
        assertThat(answered(concurrency, 2).limit()).isEqualTo(3);
        assertThat(answered(concurrency, 2 + 3).limit()).isEqualTo(4);
        assertThat(answered(concurrency, 100).limit()).isEqualTo(5);
    }

    @Test
    void anOverloadBeginsTheWindowAnew() {
        Concurrency halved = Concurrency.upTo(8, 0).overloaded(1, 10);

        Concurrency again = answered(halved, 3).overloaded(5, 20);

        assertThat(again.limit()).isEqualTo(4);
        assertThat(answered(again, 3).limit()).isEqualTo(4);
        assertThat(answered(again, 4).limit()).isEqualTo(5);
    }

    @Test
    void answersWhileFewPlacesAreInUseSayNothing() {
        Concurrency concurrency = Concurrency.upTo(20, 0).overloaded(1, 2);

        for (int i = 0; i < 100; i++) {
            concurrency = concurrency.answered(4);
        }

        assertThat(concurrency.limit()).isEqualTo(10);
    }

    private static Concurrency answered(Concurrency concurrency, int times) {
        Concurrency after = concurrency;
        for (int i = 0; i < times; i++) {
            after = after.answered(after.limit());
        }
        return after;
    }
}
