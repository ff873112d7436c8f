package io.gleaner.pattern.triggers;

import static java.util.Objects.requireNonNullElse;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.Problem.Fault;
import io.gleaner.pattern.core.workflows.Category;
import io.gleaner.pattern.core.workflows.Category.Subcategory;
import io.gleaner.pattern.core.workflows.ErrorRule;
import io.gleaner.pattern.core.workflows.OperationSignature;
import io.gleaner.pattern.core.workflows.TemplateRule;
import io.gleaner.pattern.core.workflows.Trigger;
import io.gleaner.pattern.core.workflows.TriggerTable;
import io.gleaner.pattern.triggers.TriggerBody.CategoryBody;
import io.gleaner.pattern.triggers.TriggerBody.ErrorBody;
import io.gleaner.pattern.triggers.TriggerBody.SubcategoryBody;
import io.gleaner.pattern.triggers.TriggerBody.TemplateBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a trigger table, and finds every fault in it; what is wrong is left out meanwhile. */
final class TriggerReading {

    /** Most entries of each list, and most triggers of an entry. */
    private static final int MOST = 200;

    /** Longest text of a name or trigger, in characters. */
    private static final int LONGEST = 100;

    private final List<Fault> faults = new ArrayList<>();

    private TriggerReading() {}

    /** Makes something of the entry at this place. */
    private interface Entry<B, R> {
        Optional<R> read(String pointer, B body);
    }

    /**
     * The table that a body means.
     *
     * @throws Problem 400 with every fault
     */
    static TriggerTable read(TriggerBody body) {
        TriggerReading reading = new TriggerReading();
        TriggerTable table = new TriggerTable(
                reading.each("/categories", body.categories(), reading::category),
                reading.each("/errors", body.errors(), reading::error),
                reading.each("/templates", body.templates(), reading::template));
        if (!reading.faults.isEmpty()) {
            throw Problem.invalid(reading.faults);
        }
        return table;
    }

    private Optional<Category> category(String pointer, CategoryBody body) {
        String name = text(pointer + "/name", body.name());
        List<Trigger> triggers = triggers(pointer, body.triggers());
        List<Subcategory> subcategories = each(pointer + "/subcategories", body.subcategories(), this::subcategory);
        String otherwise = requireNonNullElse(body.otherwise(), "generic");
        return valid(pointer, () -> new Category(name, triggers, subcategories, otherwise, body.target()));
    }

    private Optional<Subcategory> subcategory(String pointer, SubcategoryBody body) {
        String name = text(pointer + "/name", body.name());
        List<Trigger> triggers = triggers(pointer, body.triggers());
        return valid(pointer + "/name", () -> {
            OperationSignature.normalised("test:" + name + ":all");
            return new Subcategory(name.toLowerCase(Locale.ROOT), triggers);
        });
    }

    private Optional<ErrorRule> error(String pointer, ErrorBody body) {
        List<Trigger> triggers = triggers(pointer, body.triggers());
        return signature(pointer, body.signature()).map(signature -> new ErrorRule(signature, triggers));
    }

    private Optional<TemplateRule> template(String pointer, TemplateBody body) {
        String contained = text(pointer + "/contained", body.contained()).toLowerCase(Locale.ROOT);
        return body.signature() == null
                ? Optional.of(new TemplateRule(contained, null))
                : signature(pointer, body.signature()).map(signature -> new TemplateRule(contained, signature));
    }

    private Optional<OperationSignature> signature(String pointer, @Nullable String given) {
        String text = text(pointer + "/signature", given);
        return valid(pointer + "/signature", () -> OperationSignature.normalised(text));
    }

    private List<Trigger> triggers(String pointer, @Nullable List<String> texts) {
        String list = pointer + "/triggers";
        if (texts == null || texts.isEmpty()) {
            faults.add(new Fault(list, "got none, expected at least one"));
        }
        return each(list, texts, (at, text) -> valid(at, () -> Trigger.of(text(at, text))));
    }

    private String text(String pointer, @Nullable String given) {
        if (given == null || given.isBlank() || given.length() > LONGEST) {
            faults.add(new Fault(
                    pointer,
                    "got %s, expected a text of 1 to %d characters"
                            .formatted(given == null ? "none" : given.length() + " characters", LONGEST)));
            return "missing";
        }
        return given;
    }

    private <R> Optional<R> valid(String pointer, Supplier<R> made) {
        try {
            return Optional.of(made.get());
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(
                    pointer,
                    "%s; expected category:subcategory:target in lower case, of one of the categories %s"
                            .formatted(
                                    e.getMessage(),
                                    OperationSignature.CATEGORIES.stream()
                                            .sorted()
                                            .toList())));
            return Optional.empty();
        }
    }

    private <B, R> List<R> each(String list, @Nullable List<B> bodies, Entry<B, R> entry) {
        if (bodies == null) {
            return List.of();
        }
        if (bodies.size() > MOST) {
            faults.add(new Fault(list, "got %d entries, expected at most %d".formatted(bodies.size(), MOST)));
            return List.of();
        }
        List<R> read = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            entry.read(list + "/" + i, bodies.get(i)).ifPresent(read::add);
        }
        return read;
    }
}
