package io.gleaner.pattern.core.workflows;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of operation that a text may ask for.
 *
 * @param name one of {@link OperationSignature#CATEGORIES}
 * @param triggers any of them gives the category away
 * @param subcategories the first that triggers is it
 * @param otherwise the subcategory where none triggers
 * @param target null where the text and the template say what it aims at
 */
public record Category(
        String name,
        List<Trigger> triggers,
        List<Subcategory> subcategories,
        String otherwise,
        @Nullable String target) {

    public Category {
        triggers = List.copyOf(triggers);
        subcategories = List.copyOf(subcategories);
        OperationSignature.of(name, otherwise, target == null ? Target.ALL : target);
    }

    /** A way to do such an operation. */
    public record Subcategory(String name, List<Trigger> triggers) {
        public Subcategory {
            triggers = List.copyOf(triggers);
        }
    }

    Optional<OperationSignature> signatureOf(Words text, @Nullable String template) {
        return Trigger.anyIn(text, triggers)
                ? Optional.of(OperationSignature.of(name, subcategory(text), targetOf(text, template)))
                : Optional.empty();
    }

    private String subcategory(Words text) {
        for (Subcategory subcategory : subcategories) {
            if (Trigger.anyIn(text, subcategory.triggers())) {
                return subcategory.name();
            }
        }
        return otherwise;
    }

    private String targetOf(Words text, @Nullable String template) {
        return target == null ? Target.of(text, template) : target;
    }
}
