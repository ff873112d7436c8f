package io.gleaner.tracking.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any text; the texts are drawn with fixed seeds. */
class NormaliserPropertyTest {

    private static final List<String> PIECES = List.of(
            "PIX",
            "valmira",
            "São",
            "Sa\u0303o",
            "ΟΔΟΣ",
            "Щука",
            "스타벅스",
            "スターバックス",
            "渋谷店",
            "مطعم",
            "שופרסל",
            "स्टार",
            "ร้าน",
            "İ",
            "ı",
            "ß",
            "ﷺ",
            "ﬁ",
            "Ⅳ",
            "〇",
            "😀",
            "👩‍👧",
            "\0",
            "\u200B",
            "\u0301",
            "\uFE0F",
            "\uD800",
            "\uDC00",
            "7",
            "12",
            "345",
            "2024",
            "٢٧",
            "１２",
            "27/10",
            "2024-01-16",
            "10:30",
            "1.234,56",
            "$",
            "R$",
            "EUR",
            "btc",
            "TRY",
            "円",
            "ref",
            "NO",
            "nr",
            "cod",
            "a1",
            "b22",
            "c333",
            "9am",
            "no5",
            "47eur",
            "½",
            "²",
            " ",
            " ",
            " ",
            "-",
            "/",
            ".",
            ",",
            ":",
            "'",
            "(",
            "#",
            "_",
            "\t",
            "\n");

    private static String drawn(long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    private static void assertStable(String description) {
        Normaliser.key(description)
                .ifPresent(key -> assertThat(Normaliser.key(key))
                        .as("key of the key of %s", description)
                        .hasValue(key));
    }

    @Test
    void the_key_of_a_key_is_itself() {
        IntStream.range(0, 200_000).mapToObj(NormaliserPropertyTest::drawn).forEach(text -> assertStable(text));
    }

    @Test
    void the_key_of_a_key_is_itself_for_every_character_there_is() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Character::isDefined)
                .mapToObj(character -> "a" + Character.toString(character) + "1 " + Character.toString(character))
                .forEach(text -> assertStable(text));
    }

    @Test
    void a_key_has_single_spaces_and_no_word_that_is_a_number() {
        IntStream.range(0, 50_000)
                .mapToObj(NormaliserPropertyTest::drawn)
                .flatMap(text -> Normaliser.key(text).stream())
                .forEach(key -> assertThat(key.split(" ", -1))
                        .allMatch(word -> word.codePoints().anyMatch(Lexeme::isLetter)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1", "a", "a1", "1a", "1.", "1/", "1:", "12/1", "2024-", "ref ", "ref a1 ", "1 eur ", "9am", "a\u0301",
                "r$", ".", "ﷺ", "😀"
            })
    void no_text_takes_long(String piece) {
        String text = piece.repeat(FoldedText.MAX_LENGTH / piece.length());

        assertTimeout(Duration.ofMillis(500), () -> Normaliser.key(text));
        assertTimeout(Duration.ofMillis(50), () -> Normaliser.key(text.substring(0, 1_000)));
        assertStable(text);
    }

    @Test
    void a_text_beyond_the_bound_is_cut_and_not_refused() {
        String text = "😀a".repeat(FoldedText.MAX_LENGTH);

        assertThat(Normaliser.key(text))
                .hasValueSatisfying(key -> assertThat(key).hasSizeLessThan(text.length()));
    }
}
