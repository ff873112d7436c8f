package io.gleaner.tracking.core;

import static io.gleaner.tracking.core.Direction.CREDIT;
import static io.gleaner.tracking.core.Direction.DEBIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {

    private static Matcher tokens(String tokens) {
        return new Matcher(List.of(tokens.split(" ")), null);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            netflix com,  netflix com
            netflix com,  payment netflix monthly com br
            pix valmira,  pix transf valmira
            a a,          a b a
            """)
    void tokens_in_order_are_covered_whatever_stands_between(String tokens, String key) {
        assertThat(tokens(tokens).covers(key, DEBIT)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            com netflix,  netflix com
            net,          netflix com
            flix com,     netflix com
            a a,          a b
            netflix com,  netflix
            """)
    void a_part_of_a_word_or_another_order_is_not(String tokens, String key) {
        assertThat(tokens(tokens).covers(key, DEBIT)).isFalse();
    }

    @Test
    void a_direction_limits_what_is_covered() {
        Matcher debits = new Matcher(List.of("acme"), DEBIT);

        assertThat(debits.covers("acme", DEBIT)).isTrue();
        assertThat(debits.covers("acme", CREDIT)).isFalse();
        assertThat(tokens("acme").covers("acme", CREDIT)).isTrue();
    }

    @Test
    void any_words_of_a_key_in_their_order_cover_it() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            List<String> key = random.ints(1 + random.nextInt(8), 0, 5)
                    .mapToObj(word -> "w" + word)
                    .toList();
            List<String> some =
                    key.stream().filter(word -> random.nextBoolean()).toList();

            assertThat(new Matcher(some, null).covers(String.join(" ", key), DEBIT))
                    .as("%s in %s", some, key)
                    .isEqualTo(!some.isEmpty());
        }
    }

    @Test
    void no_tokens_and_no_key_cover_nothing() {
        assertThat(new Matcher(List.of(), null).covers("acme", DEBIT)).isFalse();
        assertThat(tokens("acme").covers(null, DEBIT)).isFalse();
    }
}
