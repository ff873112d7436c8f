package io.gleaner.pattern.llm;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Map;

/**
 * Prices per model. A model that is not listed costs what the longest listed name it starts with costs (providers append
 * dates), and failing that, the dearest there is.
 */
final class Prices {

    private final Map<String, Price> perModel;

    Prices(Map<String, Price> perModel) {
        this.perModel = Map.copyOf(perModel);
    }

    BigDecimal cost(String model, Usage usage) {
        return perModel.keySet().stream()
                .filter(model::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(perModel::get)
                .orElseGet(this::dearest)
                .of(usage);
    }

    /** What a call may cost at most, by the dearer of these models. */
    BigDecimal most(String model, String other, Usage usage) {
        return cost(model, usage).max(cost(other, usage));
    }

    private Price dearest() {
        return perModel.values().stream().reduce(Price::orDearer).orElse(Price.FREE);
    }
}
