package io.gleaner.pattern.validation;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** The one JSON object that a validation prompt is; every text of users in it is data. */
record Question(
        String task,
        String tenantProfile,
        List<String> knownLabels,
        List<Pattern> existingPatterns,
        List<Candidate> candidates) {

    /** A pattern that exists already. */
    record Pattern(String key, String field, String label) {}

    /** A suggestion to judge. */
    record Candidate(
            UUID candidateId,
            String field,
            String label,
            String key,
            String direction,
            long occurrences,
            BigDecimal agreement,
            List<String> examples) {}
}
