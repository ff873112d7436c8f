package io.gleaner.pattern.llm;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A limit as clients and the table write it.
 *
 * @param mode {@code enforced} or {@code shadow}; enforced if missing
 */
record CapBody(@Nullable BigDecimal amount, @Nullable String mode) {}
