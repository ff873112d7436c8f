package io.gleaner.pattern.runs;

import io.gleaner.contracts.RefusedItem;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.jobs.Followed;
import io.gleaner.kit.jobs.FollowedJobs;
import io.gleaner.pattern.runs.ShownPatternStore.Shown;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells who sent runs what became of them. Works in the caller's transaction. */
final class IntakeJobs {

    private static final String UNIT = "runs";

    private final FollowedJobs jobs;
    private final ShownPatternStore patterns;

    IntakeJobs(FollowedJobs jobs, ShownPatternStore patterns) {
        this.jobs = jobs;
        this.patterns = patterns;
    }

    /** What is told of a request that is done. */
    private record Result(
            int totalWorkflows,
            int processed,
            int totalPatterns,
            int newPatterns,
            List<UUID> patternIds,
            List<RefusedItem> errors) {}

    /** Returns how many of these were news. */
    int take(List<RequestedRuns> requests) {
        if (requests.isEmpty()) {
            return 0;
        }
        Set<Followed> news =
                jobs.follow(requests.stream().map(RequestedRuns::followed).toList(), UNIT);
        complete(requests.stream()
                .filter(request -> request.isSettled() && news.contains(request.followed()))
                .distinct()
                .toList());
        return news.size();
    }

    private void complete(List<RequestedRuns> settled) {
        if (settled.isEmpty()) {
            return;
        }
        Map<UUID, List<Shown>> shown = patterns.of(settled);
        jobs.complete(settled.stream()
                .collect(Collectors.toMap(
                        RequestedRuns::job,
                        request ->
                                result(request, shown.getOrDefault(request.job().jobId(), List.of())))));
    }

    private static String result(RequestedRuns request, List<Shown> shown) {
        return EventJson.MAPPER.writeValueAsString(new Result(
                request.report().total(),
                request.report().workflowIds().size(),
                shown.size(),
                (int) shown.stream().filter(Shown::isNew).count(),
                shown.stream().map(Shown::patternId).toList(),
                request.report().refused()));
    }
}
