package io.gleaner.pattern.llm;

import java.util.Locale;

/** What a model is asked for; permits, prices of calls and usage are kept per tenant and purpose. */
public enum Purpose {
    SUGGESTION_VALIDATION;

    /** As tables and clients write it, such as {@code suggestion_validation}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
