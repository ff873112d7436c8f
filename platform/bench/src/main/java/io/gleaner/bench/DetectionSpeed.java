package io.gleaner.bench;

import io.gleaner.pattern.core.workflows.RunTexts;
import io.gleaner.pattern.core.workflows.TriggerTable;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** How many texts one thread classifies a second by the shipped trigger table, in this process and without other work. */
final class DetectionSpeed {

    private static final int TEXTS = 100_000;
    private static final int REPEATS = 20;
    private static final long SEED = 42;

    Result measure() throws IOException {
        TriggerTable table = ShippedTable.read();
        RunTextSource source = new RunTextSource(SEED);
        List<RunTexts> texts = Stream.generate(source::next).limit(TEXTS).toList();
        long shown = 0;
        long start = 0;
        for (int repeat = 0; repeat < 2 * REPEATS; repeat++) {
            if (repeat == REPEATS) { // the first half is for the compiler
                start = System.nanoTime();
                shown = 0;
            }
            for (RunTexts text : texts) {
                shown += table.detect(text).size();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(
                "Detection: the shipped trigger table, one thread",
                "at least 100,000 texts/s per core (median 60 characters)",
                List.of(
                        Result.rate(
                                "**texts, with what errors and templates show**", TEXTS * (double) REPEATS / seconds),
                        "median length: %d characters; %d %% of the texts trigger; %.2f operations shown by each run"
                                .formatted(median(texts), triggering(table, texts), shown / (double) TEXTS / REPEATS)));
    }

    private static int median(List<RunTexts> texts) {
        return texts.stream()
                .mapToInt(text -> Objects.requireNonNull(text.nlInput()).length())
                .sorted()
                .toArray()[TEXTS / 2];
    }

    private static long triggering(TriggerTable table, List<RunTexts> texts) {
        return 100
                * texts.stream()
                        .filter(text -> table.ofText(text.nlInput(), text.workflowTemplate())
                                .isPresent())
                        .count()
                / TEXTS;
    }
}
