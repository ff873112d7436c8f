package io.gleaner.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A card payment and what its user knows of it.
 *
 * @param labels the right value of each field that it has one for
 */
record Payment(
        String id, String date, String description, BigDecimal amount, String currency, Map<String, String> labels) {

    /** Which column of the file is the label of which field. */
    static final Map<String, String> COLUMNS = Map.of("category", "merchant_category", "subcategory", "expense_type");

    Payment {
        labels = Map.copyOf(labels);
    }

    /** All of a gzipped CSV file, by date, and as in the file within a date. */
    static List<Payment> read(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(in)) {
            return rows.stream()
                    .map(Payment::of)
                    .sorted(Comparator.comparing(Payment::date))
                    .toList();
        }
    }

    private static Payment of(NamedCsvRecord row) {
        Map<String, String> labels = new HashMap<>();
        COLUMNS.forEach((field, column) -> {
            String label = row.getField(column);
            if (!label.isBlank()) {
                labels.put(field, label);
            }
        });
        return new Payment(
                row.getField("transaction_id"),
                row.getField("date"),
                row.getField("description"),
                new BigDecimal(row.getField("amount")),
                row.getField("currency"),
                labels);
    }

    Map<String, Object> asTransaction() {
        return Map.of(
                "transaction_id", id,
                "date", date,
                "description", description,
                "amount", amount,
                "currency", currency);
    }
}
