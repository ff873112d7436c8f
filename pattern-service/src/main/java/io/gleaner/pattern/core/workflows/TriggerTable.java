package io.gleaner.pattern.core.workflows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What gives an operation away, and in which order it is looked for.
 *
 * @param categories of the text; the first that triggers is the text's
 * @param errors all that trigger count
 * @param templates the first that is contained counts
 */
public record TriggerTable(List<Category> categories, List<ErrorRule> errors, List<TemplateRule> templates) {

    public TriggerTable {
        categories = List.copyOf(categories);
        errors = List.copyOf(errors);
        templates = List.copyOf(templates);
    }

    /** The operations that a run shows, each once, where it is seen first. */
    public List<Detected> detect(RunTexts run) {
        Map<OperationSignature, Layer> found = new LinkedHashMap<>();
        ofText(run.nlInput(), run.workflowTemplate())
                .ifPresent(signature -> found.putIfAbsent(signature, Layer.NL_INPUT));
        ofError(run.errorMessage()).forEach(signature -> found.putIfAbsent(signature, Layer.ERROR_MESSAGE));
        ofTemplate(run.workflowTemplate())
                .ifPresent(signature -> found.putIfAbsent(signature, Layer.WORKFLOW_TEMPLATE));
        List<Detected> detected = new ArrayList<>(found.size());
        found.forEach((signature, layer) -> detected.add(new Detected(signature, layer)));
        return detected;
    }

    /** What a text asks for. */
    public Optional<OperationSignature> ofText(@Nullable String text, @Nullable String template) {
        Words words = Words.of(text);
        if (words.words().isEmpty()) {
            return Optional.empty();
        }
        for (Category category : categories) {
            Optional<OperationSignature> signature = category.signatureOf(words, template);
            if (signature.isPresent()) {
                return signature;
            }
        }
        return Optional.empty();
    }

    /** What an error message shows, in the table's order. */
    public List<OperationSignature> ofError(@Nullable String message) {
        Words words = Words.of(message);
        return words.words().isEmpty()
                ? List.of()
                : errors.stream()
                        .filter(rule -> Trigger.anyIn(words, rule.triggers()))
                        .map(ErrorRule::signature)
                        .distinct()
                        .toList();
    }

    /** What a template shows. */
    public Optional<OperationSignature> ofTemplate(@Nullable String template) {
        if (template == null) {
            return Optional.empty();
        }
        String name = template.toLowerCase(Locale.ROOT);
        return templates.stream()
                .filter(rule -> name.contains(rule.contained()))
                .findFirst()
                .flatMap(rule -> Optional.ofNullable(rule.signature()));
    }

    /**
     * This table and, behind what it has, what another adds: a category that both have gets the other's triggers and
     * subcategories too, and keeps what it does otherwise.
     */
    public TriggerTable with(TriggerTable more) {
        Map<String, Category> merged = new LinkedHashMap<>();
        categories.forEach(category -> merged.put(category.name(), category));
        more.categories().forEach(added -> merged.merge(added.name(), added, TriggerTable::joined));
        return new TriggerTable(
                List.copyOf(merged.values()),
                concatenated(errors, more.errors()),
                concatenated(templates, more.templates()));
    }

    private static Category joined(Category own, Category added) {
        return new Category(
                own.name(),
                concatenated(own.triggers(), added.triggers()),
                concatenated(own.subcategories(), added.subcategories()),
                own.otherwise(),
                own.target());
    }

    private static <T> List<T> concatenated(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
