package io.gleaner.kit.relay;

import com.ethlo.time.ITU;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A row as it stands after a change. Each accessor names the column type it reads; a null or another type where a value is
 * expected makes the row unmappable, and the reason names table and column.
 */
public final class Row {

    private final String table;
    private final Struct after;
    private final String leftOut;

    /** @param leftOut what the engine puts in place of a value that the log left out */
    Row(String table, Struct after, String leftOut) {
        this.table = table;
        this.after = after;
        this.leftOut = leftOut;
    }

    public String table() {
        return table;
    }

    /** text, varchar, uuid, jsonb. */
    public String text(String column) {
        return value(column, String.class);
    }

    /** smallint, integer, bigint. */
    public long number(String column) {
        return whole(column, value(column, Number.class));
    }

    /** boolean. */
    public boolean flag(String column) {
        return value(column, Boolean.class);
    }

    /** timestamptz. */
    public Instant time(String column) {
        return parsed(column, "timestamptz", text -> ITU.parseDateTime(text).toInstant());
    }

    /** numeric. */
    public BigDecimal decimal(String column) {
        return parsed(column, "finite numeric", BigDecimal::new);
    }

    /** date. */
    public LocalDate date(String column) {
        return LocalDate.ofEpochDay(number(column));
    }

    /** text[] without null elements. */
    public List<String> texts(String column) {
        List<?> elements = value(column, List.class);
        return elements.stream()
                .map(element -> expect(column, String.class, element))
                .toList();
    }

    /** Whether the column is null: ask before reading a value that may be missing. */
    public boolean has(String column) {
        return raw(column) != null;
    }

    /** The column read by this accessor, such as {@code row.orNull("key", Row::text)}; null where the column is. */
    public <T> @Nullable T orNull(String column, BiFunction<Row, String, T> accessor) {
        return has(column) ? accessor.apply(this, column) : null;
    }

    /** All columns by name, for the dead letters. */
    Map<String, @Nullable Object> columns() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        after.schema().fields().forEach(field -> columns.put(field.name(), after.get(field)));
        return columns;
    }

    /** An update that leaves a long value alone logs it only where the table's replica identity is FULL. */
    void requireComplete() {
        for (Field field : after.schema().fields()) {
            Object value = after.get(field);
            if (leftOut.equals(value) || (value instanceof List<?> elements && elements.contains(leftOut))) {
                throw unmappable(
                        field.name(), "the value (replica identity FULL, by CALL relayed)", "a gap in the log");
            }
        }
    }

    private <T> T value(String column, Class<T> type) {
        return expect(column, type, raw(column));
    }

    private @Nullable Object raw(String column) {
        Field field = after.schema().field(column);
        if (field == null) {
            throw unmappable(column, "a column", "none of that name");
        }
        return after.get(field);
    }

    private <T> T expect(String column, Class<T> type, @Nullable Object value) {
        if (!type.isInstance(value)) {
            throw unmappable(
                    column,
                    type.getSimpleName(),
                    value == null ? "null" : value.getClass().getSimpleName());
        }
        return type.cast(value);
    }

    private long whole(String column, Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short) {
            return number.longValue();
        }
        throw unmappable(column, "a whole number", number.getClass().getSimpleName());
    }

    private <T> T parsed(String column, String type, Function<String, T> parser) {
        String text = text(column);
        try {
            return parser.apply(text);
        } catch (DateTimeException | NumberFormatException e) {
            throw unmappable(column, type, "a text of %d characters".formatted(text.length()));
        }
    }

    private UnmappableRow unmappable(String column, String expected, String got) {
        return new UnmappableRow("%s.%s: expected %s, got %s".formatted(table, column, expected, got));
    }
}
