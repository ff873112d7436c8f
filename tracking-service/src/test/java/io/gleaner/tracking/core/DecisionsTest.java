package io.gleaner.tracking.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionsTest {

    @ParameterizedTest
    @CsvSource({"-0.01, DEBIT", "0.01, CREDIT", "0, CREDIT"})
    void the_sign_of_the_amount_gives_the_direction(BigDecimal amount, Direction direction) {
        assertThat(Direction.of(amount)).isEqualTo(direction);
    }

    @ParameterizedTest
    @EnumSource
    void a_direction_is_found_by_its_id(Direction direction) {
        assertThat(Direction.of(direction.id())).hasValue(direction);
    }

    @Test
    void unknown_ids_are_nothing() {
        assertThat(Direction.of("sideways")).isEmpty();
        assertThat(Field.of("ENTITY")).isEmpty();
        assertThat(Field.of("entity")).hasValue(Field.ENTITY);
    }

    @Test
    void a_cleared_label_and_a_missing_key_teach_nothing() {
        assertThat(Learnability.of("Media", "netflix com")).isEqualTo(Learnability.LEARNABLE);
        assertThat(Learnability.of("Media", null).reason()).hasValue("no_key");
        assertThat(Learnability.of(null, "netflix com").reason()).hasValue("label_cleared");
        assertThat(Learnability.LEARNABLE.reason()).isEmpty();
    }
}
