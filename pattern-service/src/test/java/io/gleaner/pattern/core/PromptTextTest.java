package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTextTest {

    @ParameterizedTest
    @CsvSource({
        "card 4111111111111111 ok, card [card] ok",
        "card 4111 1111 1111 1111 ok, card [card] ok",
        "card 4111-1111-1111-1111 cvv 123, card [card] cvv 123",
        "4111 1111 1111 1111 123, [card] 123",
        "ref 12 5500005555555559, ref 12 [card]",
        "amex 3782 822463 10005, amex [card]",
        "to DE89 3704 0044 0532 0130 00 thanks, to [iban] thanks",
        "to DE89370400440532013000, to [iban]",
        "GB82 WEST 1234 5698 7654 32 and DE89 3704 0044 0532 0130 00, [iban] and [iban]",
        "de89370400440532013001, [iban]",
        "mail jane.doe+x@mail.example.org now, mail [email] now",
        "call +55 11 98765-4321 now, call [phone] now",
        "call 0049 221 1234567, call [phone]",
        "call 030 123456789, call [phone]",
        "(11) 98765-4321, [phone]",
        "555-123-4567, [phone]",
        "pix 11987654321, pix [phone]",
        "VISA4111111111111111, VISA[card]",
        "4111111111111111EUR, [card]EUR",
        "VISA4111 1111 1111 1111EUR, VISA[card]EUR",
        "4111 - 1111 - 1111 - 1111, [card]",
        "4111–1111–1111–1111, [card]",
        "4111/1111/1111/1111, [card]",
        "4111_1111_1111_1111, [card]",
        "٤١١١ ١١١١ ١١١١ ١١١١, [card]",
        "४१११११११११११११११, [card]",
        "IBANDE89370400440532013000, IBAN[iban]",
        "IBAN:DE89370400440532013000EUR, IBAN:[iban]EUR",
        "IBANDE89 3704 0044 0532 0130 00, IBAN[iban]",
        "ibangb82west12345698765432x, iban[iban]x",
        "DE89-3704-0044-0532-0130-00, [iban]",
        "NO9386011117947, [iban]",
        "IBANDE89370400440532013001, IBAN[iban]",
        "DE٨٩٣٧٠٤٠٠٤٤٠٥٣٢٠١٣٠٠٠, [iban]",
        "030/1234567, [phone]",
        "call 0221 / 123456 now, call [phone] now",
        "+49 30/1234567, [phone]",
        "TEL5551234567, TEL[phone]",
        "TEL030/1234567, TEL[phone]",
        "tel_11987654321x, tel_[phone]x",
        "٠٣٠ ١٢٣٤٥٦٧٨٩, [phone]"
    })
    void numbersAndAddressesOfPeopleAreMasked(String text, String expected) {
        assertThat(PromptText.of(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bitcoin deposit - 0.0076146 BTC @ $42,776.10 = $325.72 (2024-01-16)",
                "PIX TRANSF VALMIRA27/10",
                "NETFLIX.COM ref 1333",
                "paid 01.02.2024",
                "R$ 1.234,56",
                "スターバックス 渋谷店",
                "invoice 01/2024 and 02/2024",
                "paid 01/02/2024",
                "03/04 card 1234",
                "2024-01-16T12:30:45",
                "EUR1.234.567,89",
                "XAU12345678",
                "at12 o'clock some long words about nothing",
                "SHOP24 DE12 STORE",
                "4111 1111",
                "ref 12345/678"
            })
    void whatNamesNobodyStaysReadable(String text) {
        assertThat(PromptText.of(text)).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFKC));
    }

    @Test
    void invisibleCharactersAndOtherWidthsHideNoNumber() {
        assertThat(PromptText.of("4111\u200b1111\u200b1111\u20601111")).isEqualTo("[card]");
        assertThat(PromptText.of("４１１１１１１１１１１１１１１１")).isEqualTo("[card]");
        assertThat(PromptText.of("a\u0000b\u202ec\nd\te")).isEqualTo("abc d e");
    }

    @Test
    void theCutLeavesNoHalfNumberAndNoHalfCharacter() {
        assertThat(PromptText.of("x".repeat(190) + " 4111111111111111")).doesNotContain("4111");
        assertThat(PromptText.of("😀".repeat(150))).hasSize(200);
        assertThat(PromptText.of("x" + "😀".repeat(150))).hasSize(199);
    }

    @Test
    void anyTextComesOutWithinItsBounds() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(400), 0, 0x3000)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String out = PromptText.of(text);
            assertThat(out.length()).isLessThanOrEqualTo(PromptText.LONGEST);
            assertThat(out).doesNotContainPattern("\\p{C}");
        }
    }

    @Test
    void aHostileTextIsReadInReasonableTime() {
        assertThat(PromptText.of("1 ".repeat(5_000))).hasSizeLessThanOrEqualTo(PromptText.LONGEST);
        assertThat(PromptText.of("a.".repeat(5_000) + "@")).hasSizeLessThanOrEqualTo(PromptText.LONGEST);
        assertThat(PromptText.of("0 (".repeat(5_000))).hasSizeLessThanOrEqualTo(PromptText.LONGEST);
    }
}
