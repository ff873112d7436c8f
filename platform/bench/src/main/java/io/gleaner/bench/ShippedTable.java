package io.gleaner.bench;

import io.gleaner.pattern.core.workflows.Category;
import io.gleaner.pattern.core.workflows.Category.Subcategory;
import io.gleaner.pattern.core.workflows.ErrorRule;
import io.gleaner.pattern.core.workflows.OperationSignature;
import io.gleaner.pattern.core.workflows.TemplateRule;
import io.gleaner.pattern.core.workflows.Trigger;
import io.gleaner.pattern.core.workflows.TriggerTable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the trigger table that ships with Gleaner: pattern-service's own reader is no part of its core. */
final class ShippedTable {

    private static final String FILE = "triggers.yaml";

    private ShippedTable() {}

    static TriggerTable read() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(TriggerTable.class.getResourceAsStream(FILE), "missing resource " + FILE)) {
            JsonNode yaml = new YAMLMapper().readTree(file);
            return new TriggerTable(
                    each(yaml, "categories", ShippedTable::category),
                    each(yaml, "errors", rule -> new ErrorRule(signature(rule), triggers(rule))),
                    each(yaml, "templates", ShippedTable::template));
        }
    }

    private static Category category(JsonNode category) {
        return new Category(
                text(category, "name"),
                triggers(category),
                each(category, "subcategories", part -> new Subcategory(text(part, "name"), triggers(part))),
                text(category, "otherwise"),
                category.has("target") ? text(category, "target") : null);
    }

    private static TemplateRule template(JsonNode rule) {
        return new TemplateRule(text(rule, "contained"), rule.has("signature") ? signature(rule) : null);
    }

    private static OperationSignature signature(JsonNode rule) {
        return new OperationSignature(text(rule, "signature"));
    }

    private static List<Trigger> triggers(JsonNode node) {
        return each(node, "triggers", trigger -> Trigger.of(trigger.asString()));
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).asString();
    }

    private static <T> List<T> each(JsonNode node, String list, Function<JsonNode, T> entry) {
        return node.required(list).valueStream().map(entry).toList();
    }
}
