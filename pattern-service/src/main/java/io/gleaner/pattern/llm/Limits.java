package io.gleaner.pattern.llm;

import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.Problem.Fault;
import io.gleaner.pattern.core.Budget;
import io.gleaner.pattern.core.BudgetLimit;
import io.gleaner.pattern.core.Cap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** A budget as clients and the table write it: an object of limits by name. */
final class Limits {

    private static final BigDecimal MOST = BigDecimal.ONE.movePointRight(15);
    private static final int MOST_DIGITS = 6;
    private static final TypeReference<Map<String, @Nullable CapBody>> BY_NAME = new TypeReference<>() {};

    private Limits() {}

    static Map<String, CapBody> written(Budget budget) {
        Map<String, CapBody> limits = new LinkedHashMap<>();
        budget.caps()
                .forEach((limit, cap) -> limits.put(
                        limit.text(), new CapBody(cap.amount(), cap.mode().text())));
        return limits;
    }

    static String json(Budget budget) {
        return EventJson.MAPPER.writeValueAsString(written(budget));
    }

    static Budget ofJson(String json) {
        return read(EventJson.MAPPER.readValue(json, BY_NAME));
    }

    /**
     * What was written.
     *
     * @throws Problem 400 that names every fault
     */
    static Budget read(Map<String, @Nullable CapBody> limits) {
        Map<BudgetLimit, Cap> caps = new EnumMap<>(BudgetLimit.class);
        List<Fault> faults = new ArrayList<>();
        limits.forEach((name, body) -> {
            Optional<BudgetLimit> limit = BudgetLimit.ofText(name);
            if (limit.isEmpty()) {
                faults.add(new Fault("/limits/" + name, "got '%s', expected one of %s".formatted(name, names())));
            } else if (body != null) {
                caps.put(limit.get(), cap(limit.get(), body, faults));
            }
        });
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new Budget(caps);
    }

    private static Cap cap(BudgetLimit limit, CapBody body, List<Fault> faults) {
        BigDecimal amount = body.amount();
        String pointer = "/limits/" + limit.text();
        if (amount == null || !bounded(limit, amount)) {
            faults.add(new Fault(pointer + "/amount", "got %s, expected %s".formatted(amount, expected(limit))));
        }
        String mode = body.mode() == null ? Cap.Mode.ENFORCED.text() : body.mode();
        if (Cap.Mode.ofText(mode).isEmpty()) {
            faults.add(new Fault(pointer + "/mode", "got '%s', expected enforced or shadow".formatted(mode)));
        }
        return new Cap(
                amount == null ? BigDecimal.ZERO : amount, Cap.Mode.ofText(mode).orElse(Cap.Mode.ENFORCED));
    }

    private static boolean bounded(BudgetLimit limit, BigDecimal amount) {
        return amount.signum() >= 0
                && amount.compareTo(MOST) <= 0
                && amount.stripTrailingZeros().scale() <= (limit.ofTokens() ? 0 : MOST_DIGITS);
    }

    private static String expected(BudgetLimit limit) {
        return limit.ofTokens()
                ? "a whole number from 0 to " + MOST.toPlainString()
                : "a number from 0 to %s with at most %d decimals".formatted(MOST.toPlainString(), MOST_DIGITS);
    }

    private static String names() {
        return Arrays.stream(BudgetLimit.values()).map(BudgetLimit::text).collect(Collectors.joining(", "));
    }
}
