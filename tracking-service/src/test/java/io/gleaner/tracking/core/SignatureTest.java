package io.gleaner.tracking.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {

    @Test
    void field_direction_and_key_each_make_another_signature() {
        Signature signature = Signature.of(Field.ENTITY, Direction.DEBIT, "netflix com");

        assertThat(signature.hex()).matches("[0-9a-f]{64}");
        assertThat(Signature.of(Field.ENTITY, Direction.DEBIT, "netflix com")).isEqualTo(signature);
        assertThat(Signature.of(Field.CATEGORY, Direction.DEBIT, "netflix com")).isNotEqualTo(signature);
        assertThat(Signature.of(Field.ENTITY, Direction.CREDIT, "netflix com")).isNotEqualTo(signature);
        assertThat(Signature.of(Field.ENTITY, Direction.DEBIT, "netflix")).isNotEqualTo(signature);
    }

    @Test
    void the_encoding_never_changes_because_signatures_are_stored() {
        assertThat(Signature.of(Field.ENTITY, Direction.DEBIT, "netflix com").hex())
                .isEqualTo("3a2c1c4895927132c799053705a719a597412b260dd9487f501f60a06879ed2b");
    }
}
