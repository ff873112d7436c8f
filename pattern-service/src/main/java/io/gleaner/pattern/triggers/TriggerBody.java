package io.gleaner.pattern.triggers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trigger table as {@code triggers.yaml} and clients write it; see {@code io.gleaner.pattern.core.workflows}. */
record TriggerBody(
        @Nullable List<CategoryBody> categories,
        @Nullable List<ErrorBody> errors,
        @Nullable List<TemplateBody> templates) {

    static final TriggerBody NOTHING = new TriggerBody(null, null, null);

    /**
     * @param otherwise {@code generic} if missing
     * @param target found in text and template if missing
     */
    record CategoryBody(
            @Nullable String name,
            @Nullable List<String> triggers,
            @Nullable List<SubcategoryBody> subcategories,
            @Nullable String otherwise,
            @Nullable String target) {}

    record SubcategoryBody(@Nullable String name, @Nullable List<String> triggers) {}

    record ErrorBody(@Nullable String signature, @Nullable List<String> triggers) {}

    /** @param signature null where such a template shows no operation */
    record TemplateBody(
            @Nullable String contained, @Nullable String signature) {}
}
