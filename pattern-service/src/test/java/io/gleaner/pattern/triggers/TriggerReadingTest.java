package io.gleaner.pattern.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.Problem.Fault;
import io.gleaner.pattern.core.workflows.RunTexts;
import io.gleaner.pattern.core.workflows.TriggerTable;
import io.gleaner.pattern.triggers.TriggerBody.CategoryBody;
import io.gleaner.pattern.triggers.TriggerBody.ErrorBody;
import io.gleaner.pattern.triggers.TriggerBody.SubcategoryBody;
import io.gleaner.pattern.triggers.TriggerBody.TemplateBody;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TriggerReadingTest {

    @Test
    void every_fault_is_named_with_its_place() {
        TriggerBody body = new TriggerBody(
                List.of(new CategoryBody("cook", List.of("--"), null, null, null)),
                List.of(new ErrorBody("test:pytest", List.of())),
                List.of(new TemplateBody(" ", null)));

        assertThatThrownBy(() -> TriggerReading.read(body))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactly(
                                        "/categories/0/triggers/0",
                                        "/categories/0",
                                        "/errors/0/triggers",
                                        "/errors/0/signature",
                                        "/templates/0/contained"));
    }

    @Test
    void what_a_tenant_adds_comes_behind_what_is_there() {
        TriggerTable added = TriggerReading.read(new TriggerBody(
                List.of(
                        new CategoryBody(
                                "test",
                                List.of("gradle check"),
                                List.of(new SubcategoryBody("Gradle", List.of("gradle"))),
                                null,
                                null),
                        new CategoryBody("deploy", List.of("deploy", "release"), null, "ship", "all")),
                List.of(new ErrorBody("Deploy:Ship:All", List.of("rollback"))),
                List.of(new TemplateBody("Release", "deploy:ship:all"))));

        TriggerTable table = ShippedTriggers.read().with(added);

        assertThat(signatures(table, "gradle check on the server", null)).containsExactly("test:gradle:backend");
        assertThat(signatures(table, "deploy with pytest", "adw_release"))
                .containsExactly("test:pytest:all", "deploy:ship:all");
        assertThat(signatures(table, "release it", null)).containsExactly("deploy:ship:all");
        assertThat(table.ofError("Rollback done")).hasSize(1);
    }

    private static List<String> signatures(TriggerTable table, String text, @Nullable String template) {
        return table.detect(new RunTexts(text, null, template)).stream()
                .map(detected -> detected.signature().text())
                .toList();
    }
}
