package io.gleaner.kit.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts to four, a checkpoint after each step; fails once where its input says. Every context of these tests has it:
 * they share a database, and a scheduler takes whatever job is due.
 */
@Component
class CountingJob implements JobType {

    private final Map<UUID, List<Integer>> steps = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public String unit() {
        return "steps";
    }

    @Override
    public String run(JobRun run) {
        Job job = run.job();
        int from = job.checkpoint() == null ? 0 : numberIn(job.checkpoint());
        for (int step = from + 1; step <= 4; step++) {
            steps.computeIfAbsent(job.jobId(), id -> new ArrayList<>()).add(step);
            run.checkpoint("{\"step\": " + step + "}", step, 4L);
            if (job.attempt() == 1 && step == numberIn(job.input())) {
                throw new IllegalStateException("failed at step " + step + "\0 of a long way".repeat(1_000));
            }
        }
        return "{\"counted\": 4}";
    }

    List<Integer> steps(UUID jobId) {
        return steps.getOrDefault(jobId, List.of());
    }

    private static int numberIn(String json) {
        return Integer.parseInt(json.replaceAll("[^0-9-]", ""));
    }
}
