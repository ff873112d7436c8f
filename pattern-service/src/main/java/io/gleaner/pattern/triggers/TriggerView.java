package io.gleaner.pattern.triggers;

import io.gleaner.pattern.triggers.TriggerBody.CategoryBody;
import io.gleaner.pattern.triggers.TriggerBody.ErrorBody;
import io.gleaner.pattern.triggers.TriggerBody.TemplateBody;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant adds to the trigger table, as clients see and write it.
 *
 * @param version of what it adds; 0 while it adds nothing
 */
record TriggerView(
        @Nullable List<CategoryBody> categories,
        @Nullable List<ErrorBody> errors,
        @Nullable List<TemplateBody> templates,
        @Nullable Long version,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {

    static final TriggerView NOTHING = of(TriggerBody.NOTHING, 0, null, null);

    static TriggerView of(TriggerBody triggers, long version, @Nullable Instant updatedAt, @Nullable String updatedBy) {
        return new TriggerView(
                triggers.categories(), triggers.errors(), triggers.templates(), version, updatedAt, updatedBy);
    }

    TriggerBody triggers() {
        return new TriggerBody(categories, errors, templates);
    }
}
