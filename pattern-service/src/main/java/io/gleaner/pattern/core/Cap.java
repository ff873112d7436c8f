package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How much a limit allows.
 *
 * @param amount tokens, or money in the currency of the configured prices
 */
public record Cap(BigDecimal amount, Mode mode) {

    /** What a limit does. */
    public enum Mode {
        /** Holds calls back. */
        ENFORCED,
        /** Counts what it would have held back, and holds nothing. */
        SHADOW;

        /** As clients write it, such as {@code shadow}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The mode of this name. */
        public static Optional<Mode> ofText(String text) {
            return Arrays.stream(values())
                    .filter(mode -> mode.text().equals(text))
                    .findFirst();
        }
    }

    boolean enforced() {
        return mode == Mode.ENFORCED;
    }

    boolean allows(BigDecimal spent) {
        return spent.compareTo(amount) <= 0;
    }
}
