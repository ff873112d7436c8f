package io.gleaner.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * How much of a file of real payments patterns label by themselves (coverage), and how much of that is right (precision):
 * the file is lived through day by day, without a model, once per tenant; tenants differ in one setting, so that their
 * figures are points of one curve.
 */
final class Accuracy {

    private static final String SETTINGS = "/v1/settings/learning";

    private static final long NEVER = 1_000_000;

    /** What each point of the curve is called, and the thresholds that its tenant sets. */
    private static final Map<String, Map<String, Object>> CURVE = curve();

    private static final int PROGRESS = 100;

    private final Target target;
    private final List<List<Payment>> days;

    Accuracy(Target target, Path file) throws IOException {
        this.target = target;
        this.days = List.copyOf(Payment.read(file).stream()
                .collect(Collectors.groupingBy(Payment::date, TreeMap::new, Collectors.toList()))
                .values());
    }

    private static Map<String, Map<String, Object>> curve() {
        Map<String, Map<String, Object>> curve = new LinkedHashMap<>();
        curve.put("default settings", Map.of());
        for (double target : new double[] {0.96, 0.92, 0.84}) {
            curve.put("target precision " + target, Map.of("target_precision", target));
        }
        curve.put("no target", Map.of("target_precision", 0));
        curve.put("no target, agreement 0.7", Map.of("target_precision", 0, "min_agreement", 0.7));
        curve.put("no target, nothing early", Map.of("target_precision", 0, "early_occurrences", NEVER));
        return curve;
    }

    Result measure() throws IOException, InterruptedException, SQLException {
        Map<String, Replay> replays = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Map<String, Object>> point : CURVE.entrySet()) {
                replays.put(point.getKey(), replay("accuracy-" + replays.size(), point.getValue()));
            }
            for (int day = 0; day < days.size(); day++) {
                live(List.copyOf(replays.values()), days.get(day));
                if (day % PROGRESS == 0) {
                    System.out.printf(Locale.ROOT, "day %d of %d%n", day, days.size());
                }
            }
            return result(replays);
        } finally {
            for (Replay replay : replays.values()) {
                replay.close();
            }
        }
    }

    private Replay replay(String tenant, Map<String, Object> thresholds)
            throws IOException, InterruptedException, SQLException {
        Replay replay = new Replay(target, tenant);
        if (!thresholds.isEmpty()) {
            Map<String, Object> settings = target.map(SETTINGS, replay.token());
            settings.merge("thresholds", thresholds, (before, change) -> {
                Map<Object, Object> merged = new LinkedHashMap<>((Map<?, ?>) before);
                merged.putAll((Map<?, ?>) change);
                return merged;
            });
            target.send(
                    target.request(SETTINGS, replay.token())
                            .PUT(Target.json(settings))
                            .build(),
                    200);
        }
        return replay;
    }

    private static void live(List<Replay> replays, List<Payment> payments) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (Replay replay : replays) {
                running.add(CompletableFuture.runAsync(() -> live(replay, payments), threads));
            }
            running.forEach(CompletableFuture::join);
        }
    }

    private static void live(Replay replay, List<Payment> payments) {
        try {
            replay.day(payments);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the replay cannot go on", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the replay was interrupted", e);
        }
    }

    private Result result(Map<String, Replay> replays) {
        List<String> lines = new ArrayList<>();
        lines.add("%,d payments on %,d days, each day learned before the next; both labels in one run"
                .formatted(days.stream().mapToInt(List::size).sum(), days.size()));
        replays.forEach((name, replay) -> {
            replay.scores()
                    .forEach((field, score) -> lines.add(String.format(
                            Locale.ROOT,
                            "%s, %s: **coverage %.4f at precision %.4f**",
                            name,
                            Payment.COLUMNS.get(field),
                            score.coverage(),
                            score.precision())));
            lines.add("%s: %,d suggestions raised, %,d calls that a model would have got"
                    .formatted(name, replay.suggestions(), replay.calls()));
        });
        return new Result(
                "Accuracy: council cards, no model",
                "merchant_category 0.80 at 0.99 or more, expense_type 0.20 at 0.92 or more",
                lines);
    }
}
