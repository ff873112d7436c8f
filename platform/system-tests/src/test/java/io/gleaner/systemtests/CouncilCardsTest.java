package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.gleaner.systemtests.Api.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A council's card payments, labelled by merchant category in bulk: a tenth of them, or all with {@code --full}. */
@Isolated
class CouncilCardsTest {

    private static final String FILE = "data/transactions/council-cards.csv.gz";
    private static final int REQUEST = 1_000;
    private static final int ROWS = 27_778;

    private final Tenant tenant = Tenant.fresh();

    private record Payment(String id, String date, String description, BigDecimal amount, String category) {

        Map<String, Object> asTransaction() {
            Map<String, Object> transaction = new HashMap<>(Tenant.transaction(id, description, 0));
            transaction.put("date", date);
            transaction.put("amount", amount);
            transaction.put("currency", "GBP");
            return transaction;
        }
    }

    @Test
    void every_payment_is_imported_and_labelled_and_suggestions_come_out() throws IOException {
        Path file = Repository.shared(FILE).orElseGet(() -> abort("../shared/" + FILE + " is not here"));
        int rows = Boolean.getBoolean("gleaner.full") ? ROWS : ROWS / 10;
        List<Payment> payments = read(file, rows);
        assertThat(payments).hasSize(rows);

        importAll(payments);
        Map<String, List<String>> byCategory = payments.stream()
                .filter(payment -> !payment.category().isBlank())
                .collect(Collectors.groupingBy(
                        Payment::category, TreeMap::new, Collectors.mapping(Payment::id, Collectors.toList())));
        List<Answer> edits = byCategory.entrySet().stream()
                .map(category -> tenant.drags(category.getValue(), category.getKey()))
                .toList();
        edits.forEach(tenant::awaitCompleted);

        long labelled = byCategory.values().stream().mapToLong(List::size).sum();
        assertThat(Counting.tracked(tenant)).isEqualTo(labelled);
        tenant.awaitLearned(labelled);
        await().atMost(Tenant.PATIENCE).until(() -> tenant.suggestions().size() > rows / 100);
    }

    private void importAll(List<Payment> payments) {
        List<Answer> imports = new ArrayList<>();
        for (int from = 0; from < payments.size(); from += REQUEST) {
            List<Payment> part = payments.subList(from, Math.min(from + REQUEST, payments.size()));
            imports.add(tenant.alice()
                    .post(
                            "/v1/transactions",
                            part.stream().map(Payment::asTransaction).toList()));
        }
        imports.forEach(tenant::awaitCompleted);
    }

    private static List<Payment> read(Path file, int limit) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file));
                CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(in)) {
            return rows.stream().limit(limit).map(CouncilCardsTest::payment).toList();
        }
    }

    private static Payment payment(NamedCsvRecord row) {
        return new Payment(
                row.getField("transaction_id"),
                row.getField("date"),
                row.getField("description"),
                new BigDecimal(row.getField("amount")),
                row.getField("merchant_category"));
    }
}
