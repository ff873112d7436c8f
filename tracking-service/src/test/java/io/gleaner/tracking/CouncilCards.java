package io.gleaner.tracking;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.testing.SharedFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A council's purchase cards: real rows, each with the merchant category that a user would give it. */
final class CouncilCards {

    private static final String FILE = "data/transactions/council-cards.csv.gz";

    private CouncilCards() {}

    /** A row, and the label for it. */
    record Card(ImportedTransaction transaction, String merchantCategory) {}

    /** Where the rows are: beside the source tree, if anywhere. */
    static Optional<Path> file() {
        return SharedFile.find(FILE);
    }

    /** Every so-and-so-many-th row. */
    static List<Card> every(int step, Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(new GZIPInputStream(Files.newInputStream(file)))) {
            return rows.stream()
                    .filter(row -> row.getStartingLineNumber() % step == 0)
                    .map(CouncilCards::card)
                    .toList();
        }
    }

    /** The file counts what was spent: a debit, whatever its sign says. */
    private static Card card(NamedCsvRecord row) {
        ImportedTransaction transaction = new ImportedTransaction(
                row.getField("transaction_id"),
                LocalDate.parse(row.getField("date")),
                new BigDecimal(row.getField("amount")).negate(),
                row.getField("description"),
                row.getField("currency"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return new Card(transaction, row.getField("merchant_category"));
    }
}
