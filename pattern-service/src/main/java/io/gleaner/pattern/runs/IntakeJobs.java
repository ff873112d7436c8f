package io.gleaner.pattern.runs;

import io.gleaner.contracts.RefusedItem;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.jobs.FollowedJobs;
import java.util.List;
import java.util.UUID;

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
        return (int) requests.stream().filter(this::take).count();
    }

    private boolean take(RequestedRuns request) {
        long version = request.report().rowVersion();
        boolean news = jobs.follow(
                request.job(),
                UNIT,
                version,
                request.settled(),
                request.report().total());
        if (news && request.isSettled()) {
            jobs.complete(request.job(), EventJson.MAPPER.writeValueAsString(result(request)));
        }
        return news;
    }

    private Result result(RequestedRuns request) {
        List<String> workflowIds = request.report().workflowIds();
        List<ShownPatternStore.Shown> shown =
                patterns.of(request.tenantId(), workflowIds, request.report().acceptedAt());
        return new Result(
                request.report().total(),
                workflowIds.size(),
                shown.size(),
                (int) shown.stream().filter(ShownPatternStore.Shown::isNew).count(),
                shown.stream().map(ShownPatternStore.Shown::patternId).toList(),
                request.report().refused());
    }
}
