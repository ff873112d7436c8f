package io.gleaner.tracking;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.kit.events.Ids;
import io.gleaner.tracking.CouncilCards.Card;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Real rows in, labelled by merchant category with one bulk edit each. */
class CouncilCardsTest extends OnTracking {

    private static final int EVERY_TENTH = 10;
    private static final int PART = 1_000;

    private static List<Card> cards() throws IOException {
        Optional<Path> file = CouncilCards.file();
        assumeThat(file).as("../shared/data/transactions/council-cards.csv.gz").isPresent();
        return CouncilCards.every(EVERY_TENTH, file.orElseThrow());
    }

    private void importAll(List<Card> cards) {
        int parts = (cards.size() + PART - 1) / PART;
        String operation = Ids.next().toString();
        publish(IntStream.range(0, parts)
                .mapToObj(part -> new TransactionsImported(
                        operation,
                        "alice",
                        part + 1,
                        parts,
                        cards.subList(part * PART, Math.min(cards.size(), (part + 1) * PART)).stream()
                                .map(Card::transaction)
                                .toList()))
                .map(payload -> event(EventTypes.TRANSACTION_IMPORTED, payload))
                .toList());
        assertThat(completed(operation).path("updated").asInt()).isEqualTo(cards.size());
    }

    private static Map<String, List<String>> idsByCategory(List<Card> cards) {
        return cards.stream()
                .collect(groupingBy(
                        Card::merchantCategory,
                        mapping(card -> card.transaction().transactionId(), toList())));
    }

    @Test
    void real_rows_are_imported_and_labelled_by_one_edit_per_category() throws IOException {
        List<Card> cards = cards();
        importAll(cards);

        List<ClassificationRecorded> edits = idsByCategory(cards).entrySet().stream()
                .map(category -> edit("category", category.getKey(), category.getValue()))
                .toList();
        publish(edits.stream()
                .map(edit -> event(EventTypes.CLASSIFICATION_RECORDED, edit))
                .toList());

        assertThat(edits)
                .allSatisfy(edit -> assertThat(
                                completed(edit.operationId()).path("updated").asInt())
                        .isEqualTo(edit.transactionIds().size()));
        assertThat(tracked()).isEqualTo(cards.size()).isGreaterThan(2_700);
        assertThat(answer("/v1/transactions?unlabelled=category").path("items")).isEmpty();
        assertThat(learnableShare()).isGreaterThan(0.99);
    }

    private double learnableShare() {
        return jdbc.sql("SELECT avg(learnable::integer) FROM user_classification_tracking WHERE tenant_id = ?")
                .param(tenant)
                .query(Double.class)
                .single();
    }
}
