package io.gleaner.gateway.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.problems.Problem.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetailTest {

    @Test
    void every_fault_is_said_with_its_pointer() {
        assertThat(Detail.of(List.of(new Fault("/a", "is missing"), new Fault("", "is no object"))))
                .isEqualTo("/a is missing; is no object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"", "\\", "é", "日", "🙈"})
    void a_detail_is_as_long_as_characters_and_bytes_allow(String character) {
        String detail = Detail.of(List.of(new Fault("", character.repeat(2_000))));

        int characters = detail.codePointCount(0, detail.length());
        int bytes = EventJson.MAPPER.writeValueAsBytes(detail).length - 2;
        assertThat(detail).isEqualTo(character.repeat(characters));
        assertThat(characters).isLessThanOrEqualTo(Detail.MAX_CHARACTERS);
        assertThat(bytes).isLessThanOrEqualTo(Detail.MAX_BYTES);
        assertThat(characters == Detail.MAX_CHARACTERS || bytes > Detail.MAX_BYTES - 4)
                .isTrue();
    }

    @Test
    void a_detail_has_no_control_characters() {
        assertThat(Detail.of(List.of(new Fault("/a\u0000\n", "is not known here"))))
                .isEqualTo("/a is not known here");
    }
}
