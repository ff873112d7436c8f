package io.gleaner.tracking.core;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Which way the money went. The same text as debit and as credit means two different things. */
public enum Direction {
    DEBIT,
    CREDIT;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As events, answers and columns write it: {@code debit} or {@code credit}. */
    public String id() {
        return id;
    }

    /** Below zero is a debit; zero takes nothing away, so it counts as a credit. */
    public static Direction of(BigDecimal amount) {
        return amount.signum() < 0 ? DEBIT : CREDIT;
    }

    /** The direction of this id, if there is one. */
    public static Optional<Direction> of(String id) {
        return switch (id) {
            case "debit" -> Optional.of(DEBIT);
            case "credit" -> Optional.of(CREDIT);
            default -> Optional.empty();
        };
    }
}
