package io.gleaner.bench;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What one benchmark found.
 *
 * @param name what was measured
 * @param goal what was hoped for
 * @param lines the figures, one a line
 */
record Result(String name, String goal, List<String> lines) {

    static String rate(String what, double perSecond) {
        return String.format(Locale.ROOT, "%s: %,.0f/s", what, perSecond);
    }

    static String ratio(String what, double ratio) {
        return String.format(Locale.ROOT, "**%s: %.2f**", what, ratio);
    }

    /** Percentiles of a histogram of microseconds. */
    static String latency(String what, Histogram micros) {
        return String.format(
                Locale.ROOT,
                "**%s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms**, max %.1f ms (%d samples)",
                what,
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(95) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getMaxValue() / 1e3,
                micros.getTotalCount());
    }

    String asMarkdown() {
        return "## " + name + "\n\nGoal: " + goal + "\n\n- " + String.join("\n- ", lines) + "\n";
    }
}
