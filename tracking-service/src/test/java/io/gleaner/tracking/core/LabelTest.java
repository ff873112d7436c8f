package io.gleaner.tracking.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            Media,       MEDIA
            Straße,      STRASSE
            São João,    'SA\u0303O JOA\u0303O'
            Dining out,  dining  OUT
            """)
    void spellings_of_one_label_fold_to_the_same(String one, String other) {
        assertThat(Label.of(one).orElseThrow().folded())
                .isEqualTo(Label.of(other).orElseThrow().folded());
    }

    @Test
    void a_label_is_trimmed_and_its_spaces_collapse() {
        assertThat(Label.of(" \u00A0Dining \t\n out\0 "))
                .hasValueSatisfying(label -> assertThat(label.spelling()).isEqualTo("Dining out"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0\u3000", "\0"})
    void a_blank_text_is_no_label(String text) {
        assertThat(Label.of(text)).isEmpty();
    }
}
