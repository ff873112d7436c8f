package io.gleaner.pattern.suggestions;

/** Descriptions that a suggestion rests on, for whoever judges it: a person or a model. */
public final class Examples {

    /** SQL: an array of up to five of them, of a row of {@code suggestions} called {@code s}; it looks at fifty. */
    public static final String OF_SUGGESTION = """
            ARRAY(SELECT DISTINCT seen.description FROM (
                    SELECT e.description FROM classification_occurrences o
                        JOIN classification_evidence e USING (tenant_id, tracking_id)
                    WHERE o.tenant_id = s.tenant_id AND o.field = s.field AND o.signature = s.signature
                        AND e.description IS NOT NULL LIMIT 50) seen
                ORDER BY seen.description LIMIT 5)
            """;

    private Examples() {}
}
