package io.gleaner.tracking.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormaliserTest {

    private static String key(String description) {
        return Normaliser.key(description).orElse("<nothing>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIX TRANSF VALMIRA27/10", "PIX TRANSF VALMIRA12/11", "PIX TRANSF VALMIRA03/12"})
    void a_date_glued_to_a_name_does_not_part_its_payments(String description) {
        assertThat(key(description)).isEqualTo("pix transf valmira");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bitcoin deposit - 0.0076146 BTC @ $42,776.10 = $325.72 (2024-01-16) | bitcoin deposit
            15 solutions                             | solutions
            Payment 123456 to ACME                   | payment to acme
            NETFLIX.COM ref 1037                     | netflix com
            PADARIA SÃO JOÃO                         | padaria são joão
            スターバックス 渋谷店                       | スターバックス 渋谷店
            """)
    void the_examples_of_the_specification_hold(String description, String key) {
        assertThat(key(description)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UBER 2024-01-16",
                "UBER 16/01/2024",
                "UBER 16.01.24",
                "UBER 2024/1/6",
                "UBER27/10",
                "UBER 10/2024",
                "UBER2024-01-16T10:30:00Z",
                "UBER 2024-01-16T10:30:00.123+02:00",
                "UBER ٢٧/١٠",
                "UBER２７／１０"
            })
    void dates_are_dropped_in_any_digits(String description) {
        assertThat(key(description)).isEqualTo("uber");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UBER 10:30", "UBER 10:30:15", "UBER10:30", "UBER 10:30 PM", "UBER 10:30 p.m.", "UBER 9am"})
    void times_are_dropped(String description) {
        assertThat(key(description)).isEqualTo("uber");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UBER $42,776.10",
                "UBER R$ 1.234,56",
                "UBER R$1.234,56",
                "UBER 47.23 EUR",
                "UBER EUR 47.23",
                "UBER EUR47.23",
                "UBER 47.23EUR",
                "UBER 47EUR",
                "UBER €5",
                "UBER 5 €",
                "UBER -12,50",
                "UBER US$ 5",
                "UBER 0.0076146 BTC",
                "UBER CHF 1'234.50",
                "UBER 1 234,56 zł",
                "UBER 12.50 TRY",
                "UBER 1,000円",
                "UBER 500円",
                "UBER Rs. 500",
                "UBER Rp 10.000",
                "UBER Rp10.000,00",
                "UBER RM 12.50",
                "UBER RM12.50",
                "UBER S/ 25.00",
                "UBER S/25",
                "UBER S/. 25.00",
                "UBER Fr. 12.50",
                "UBER 12.50 Fr.",
                "UBER R 120.00",
                "UBER R120.00",
                "UBER 12.50-",
                "UBER5.00"
            })
    void amounts_are_dropped_with_their_currency(String description) {
        assertThat(key(description)).isEqualTo("uber");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            15 all inclusive       | all inclusive
            transfer EUR account   | transfer eur account
            3 top hats             | top hats
            eurostar 12            | eurostar
            room rm 12             | room rm
            fr 3 pack              | fr pack
            plan r 4               | plan r
            men's 25.00            | men s
            nota s/n 12            | nota s n
            """)
    void a_word_that_could_be_a_currency_stays_without_an_amount_of_money(String description, String key) {
        assertThat(key(description)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ACME REF 1037",
                "ACME REF:A7",
                "ACME NR.12",
                "ACME NO 5",
                "ACME No5",
                "ACME № 5",
                "ACME nº 5",
                "ACME COD 99X",
                "ACME NUM#3",
                "ACME 4711",
                "ACME X1037",
                "ACME AB12C3",
                "ACME ref ref a1 a1"
            })
    void references_are_dropped(String description) {
        assertThat(key(description)).isEqualTo("acme");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7ELEVEN               | 7eleven
            H2O Spa               | h2o spa
            no frills             | no frills
            say no 2 me           | say me
            McDonald's            | mcdonald s
            A_B-C/D               | a b c d
            セブン1234店            | セブン 店
            """)
    void words_stay_in_their_order_parted_by_punctuation(String description, String key) {
        assertThat(key(description)).isEqualTo(key);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   ", "12345", "***", "\0", "2024-01-16 10:30 $5", "\uD83D\uDE00", "\u0301", "\uD800"})
    void nothing_but_numbers_and_signs_has_no_key(String description) {
        assertThat(Normaliser.key(description)).isEmpty();
    }

    @Test
    void composed_and_decomposed_letters_have_one_key() {
        String composed = Normalizer.normalize("PADARIA SÃO JOÃO", Form.NFC);
        String decomposed = Normalizer.normalize("PADARIA SÃO JOÃO", Form.NFD);

        assertThat(composed).isNotEqualTo(decomposed);
        assertThat(key(decomposed)).isEqualTo(key(composed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Café 👩‍👩‍👧 Zoë              | café zoë
            مطعم الشرق              | مطعم الشرق
            שופרסל דיל              | שופרסל דיל
            स्टारबक्स              | स्टारबक्स
            ร้านกาแฟ               | ร้านกาแฟ
            ISPARTA ısparta        | isparta ısparta
            ΟΔΟΣ                   | οδος
            ＡＣＭＥ　ｓｈｏｐ          | acme shop
            """)
    void letters_of_every_script_are_kept_with_their_marks(String description, String key) {
        assertThat(key(description)).isEqualTo(key);
    }

    @Test
    void invisible_characters_do_not_part_a_word() {
        assertThat(key("NET\u200BFLIX\u00AD.\uFEFFCOM\0")).isEqualTo("netflix com");
        assertThat(key("e\u200D\u0301")).isEqualTo("é");
    }

    @Test
    void a_dotted_capital_i_has_a_stable_key() {
        String key = key("İSTANBUL");

        assertThat(key).isEqualTo("i\u0307stanbul");
        assertThat(key(key)).isEqualTo(key);
    }
}
