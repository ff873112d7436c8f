package io.gleaner.pattern.llm;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs, in the installation's currency per million tokens.
 *
 * @param cached of input tokens that came from the provider's cache; as {@code input} if missing
 */
record Price(
        @NotNull @PositiveOrZero BigDecimal input,
        @NotNull @PositiveOrZero BigDecimal output,
        @Nullable @PositiveOrZero BigDecimal cached) {

    static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO, null);

    private static final BigDecimal PER = BigDecimal.ONE.movePointLeft(6);

    BigDecimal of(Usage usage) {
        return input.multiply(BigDecimal.valueOf(usage.input() - usage.cached()))
                .add(cachedPrice().multiply(BigDecimal.valueOf(usage.cached())))
                .add(output.multiply(BigDecimal.valueOf(usage.output())))
                .multiply(PER);
    }

    /** Each part as dear as the dearer one. */
    Price orDearer(Price other) {
        return new Price(
                input.max(other.input), output.max(other.output), cachedPrice().max(other.cachedPrice()));
    }

    private BigDecimal cachedPrice() {
        return cached == null ? input : cached;
    }
}
