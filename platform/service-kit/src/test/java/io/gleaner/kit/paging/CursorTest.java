package io.gleaner.kit.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.kit.problems.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    @Test
    void a_position_survives_and_needs_no_escaping_in_a_url() {
        String cursor = Cursor.of("2026-01-31", "T/ä&=?#%+ ", "");

        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.read(cursor, 3)).containsExactly("2026-01-31", "T/ä&=?#%+ ", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "???", "bm90IHR3byBjb2x1bW5z", "AB8x"})
    void what_is_no_cursor_of_the_list_is_an_invalid_request(String text) {
        assertThatThrownBy(() -> Cursor.read(text, 2))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .first()
                                .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("cursor")));
    }

    @Test
    void a_page_has_a_next_one_if_the_query_found_one_row_more() {
        assertThat(Page.of(List.of("a", "b", "c"), 2, Cursor::of))
                .isEqualTo(new Page<>(List.of("a", "b"), Cursor.of("b")));
        assertThat(Page.of(List.of("a", "b"), 2, Cursor::of)).isEqualTo(new Page<>(List.of("a", "b"), null));
    }
}
