package io.gleaner.bench;

import io.gleaner.pattern.core.workflows.RunTexts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Whether reports of runs are taken in as quickly while pattern-service runs as while it does not. */
final class IntakeRatio {

    private static final String TENANT = "intake";
    private static final String SERVICE = "pattern";
    private static final int WARM_UPS = 500;
    private static final int WARM_SERIES = 3;
    private static final int SAMPLES = 2_000;
    private static final long LONGEST_MICROS = 60_000_000L;
    private static final long SEED = 42;

    private final Target target;
    private final Launcher launcher;
    private final RunTextSource texts = new RunTextSource(SEED);
    private int reported;

    /** Runs a command of {@code ./gleaner} on the stack that is measured. */
    interface Launcher {
        void run(String... arguments) throws IOException, InterruptedException;
    }

    IntakeRatio(Target target, Launcher launcher) {
        this.target = target;
        this.launcher = launcher;
    }

    /**
     * With it, without and with it again, so that what grows quicker or slower meanwhile does not count. The gateway is
     * new to these requests: the first series are for its compiler. And a service that catches up is not one that runs.
     */
    Result measure() throws Exception {
        for (int i = 0; i < WARM_SERIES; i++) {
            series();
        }
        Histogram before = series();
        launcher.run("stop", SERVICE);
        Histogram without = series();
        launcher.run("start", SERVICE);
        new Rows(target, TENANT).await(SERVICE, "workflow_runs", reported);
        return resultOf(before, without, series());
    }

    private static Result resultOf(Histogram before, Histogram without, Histogram after) {
        return new Result(
                "Workflow intake: one run per request, one client, with and without pattern-service",
                "p50 at most 1.05 × without pattern-service",
                List.of(
                        Result.latency("request → 202 with it", before),
                        Result.latency("without it", without),
                        Result.latency("with it again", after),
                        Result.ratio("mean p50 with / p50 without", (p50(before) + p50(after)) / 2 / p50(without))));
    }

    private static double p50(Histogram micros) {
        return micros.getValueAtPercentile(50);
    }

    private Histogram series() throws IOException, InterruptedException {
        String token = target.tokenFor(TENANT);
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        for (int i = 0; i < WARM_UPS + SAMPLES; i++) {
            long taken = report(token);
            if (i >= WARM_UPS) {
                micros.recordValue(taken);
            }
        }
        return micros;
    }

    /** Returns the microseconds until it is answered. */
    private long report(String token) throws IOException, InterruptedException {
        Map<String, Object> run = run();
        long start = System.nanoTime();
        target.post("/v1/workflows", token, run);
        return (System.nanoTime() - start) / 1_000;
    }

    private Map<String, Object> run() {
        RunTexts made = texts.next();
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("workflow_id", "run-" + reported++);
        run.put("nl_input", made.nlInput());
        run.put("workflow_template", made.workflowTemplate());
        run.put("error_message", made.errorMessage());
        run.put("total_tokens", 2_500);
        run.put("actual_cost_total", 0.25);
        run.put("duration_seconds", 42);
        return run;
    }
}
