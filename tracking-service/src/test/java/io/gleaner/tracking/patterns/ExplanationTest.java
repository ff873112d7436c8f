package io.gleaner.tracking.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.PatternApplied.Definition;
import io.gleaner.tracking.OnPatterns;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

class ExplanationTest extends OnPatterns {

    private JsonNode explained(String transactionId) {
        return answer("/v1/transactions/" + transactionId + "/explanation").path("labels");
    }

    @Test
    void the_pattern_that_set_a_label_is_named_and_those_that_lost_to_it_with_why() {
        Definition winner = active(pattern("entity", "Bakery", "corner", "bakery"));
        Definition lessSpecific = active(pattern("entity", "Shop", "corner"));
        imported(transaction("t-1", "Corner Bakery"));
        Definition later = active(pattern("entity", "Late", "corner", "bakery", "berlin"));
        Definition elsewhere = active(pattern("category", "Food", "bakery"));

        JsonNode entity = explained("t-1").path("entity");

        assertThat(entity.path("value").asString()).isEqualTo("Bakery");
        assertThat(entity.at("/pattern/pattern_id").asString()).isEqualTo(winner.patternId());
        assertThat(entity.at("/pattern/status").asString()).isEqualTo("active");
        assertThat(entity.path("losers")).singleElement().satisfies(loser -> {
            assertThat(loser.path("pattern_id").asString()).isEqualTo(lessSpecific.patternId());
            assertThat(loser.path("lost_by").asString()).isEqualTo("specificity");
        });
        JsonNode category = explained("t-1").path("category");
        assertThat(category.path("set_by").isNull()).isTrue();
        assertThat(category.at("/losers/0/pattern_id").asString()).isEqualTo(elsewhere.patternId());
        assertThat(category.at("/losers/0/lost_by").asString()).isEqualTo("not_applied");
        assertThat(later.label()).isEqualTo("Late");
    }

    @Test
    void a_users_and_an_imports_label_say_whom_they_keep_out() {
        active(pattern("entity", "Bakery", "bakery"));
        imported(transaction("t-1", "Bakery"), transaction("t-2", "Bakery", "-1", Map.of("entity", "Import")));
        classified("entity", "Mine", "t-1");

        assertThat(explained("t-1").at("/entity/losers/0/lost_by").asString()).isEqualTo("locked_by_user");
        assertThat(explained("t-1").at("/entity/pattern").isNull()).isTrue();
        assertThat(explained("t-2").at("/entity/losers/0/lost_by").asString()).isEqualTo("set_by_import");
    }

    @Test
    void a_foreign_transaction_is_an_unknown_one() {
        imported(transaction("t-1", "Bakery"));

        assertThat(status("/v1/transactions/t-1/explanation", TOKENS.of("somebody-else", "mallory")))
                .isEqualTo(HttpStatus.NOT_FOUND);
    }
}
