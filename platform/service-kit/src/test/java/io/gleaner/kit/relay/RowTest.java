package io.gleaner.kit.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class RowTest {

    private static final Schema COLUMNS = SchemaBuilder.struct()
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field("count", Schema.INT32_SCHEMA)
            .field("ratio", Schema.FLOAT64_SCHEMA)
            .field("open", Schema.BOOLEAN_SCHEMA)
            .field("at", Schema.STRING_SCHEMA)
            .field("amount", Schema.STRING_SCHEMA)
            .field("day", Schema.INT32_SCHEMA)
            .field("tags", SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build())
            .build();

    private final Struct after = new Struct(COLUMNS)
            .put("name", "Starbucks")
            .put("count", 7)
            .put("ratio", 0.5)
            .put("open", true)
            .put("at", "2026-01-31T12:00:00.123456Z")
            .put("amount", "-12345678901234567890.10")
            .put("day", 20_000)
            .put("tags", List.of("a", "b"));
    private final Row row = new Row("shops", after, "left-out");

    @Test
    void each_column_is_read_by_the_accessor_of_its_type() {
        assertThat(row.text("name")).isEqualTo("Starbucks");
        assertThat(row.number("count")).isEqualTo(7);
        assertThat(row.flag("open")).isTrue();
        assertThat(row.time("at")).isEqualTo(Instant.parse("2026-01-31T12:00:00.123456Z"));
        assertThat(row.decimal("amount")).isEqualTo(new BigDecimal("-12345678901234567890.10"));
        assertThat(row.date("day")).isEqualTo(LocalDate.of(2024, 10, 4));
        assertThat(row.texts("tags")).containsExactly("a", "b");
    }

    @Test
    void a_null_is_only_read_where_it_is_expected() {
        after.put("name", null);

        assertThat(row.orNull("name", Row::text)).isNull();
        assertThatThrownBy(() -> row.text("name")).hasMessage("shops.name: expected String, got null");
    }

    @Test
    void the_reason_names_table_and_column_but_no_value() {
        after.put("amount", "NaN");

        assertThatThrownBy(() -> row.number("name")).hasMessage("shops.name: expected Number, got String");
        assertThatThrownBy(() -> row.number("ratio")).hasMessage("shops.ratio: expected a whole number, got Double");
        assertThatThrownBy(() -> row.decimal("amount"))
                .hasMessage("shops.amount: expected finite numeric, got a text of 3 characters");
        assertThatThrownBy(() -> row.time("name"))
                .hasMessage("shops.name: expected timestamptz, got a text of 9 characters");
        assertThatThrownBy(() -> row.text("title")).hasMessage("shops.title: expected a column, got none of that name");
    }

    @Test
    void a_gap_in_the_log_is_noticed_also_in_an_array() {
        row.requireComplete();

        after.put("tags", List.of("left-out"));

        assertThatThrownBy(row::requireComplete)
                .isInstanceOf(UnmappableRow.class)
                .hasMessageStartingWith("shops.tags: ")
                .hasMessageContaining("CALL relayed");
    }
}
