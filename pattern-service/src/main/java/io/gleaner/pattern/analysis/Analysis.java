package io.gleaner.pattern.analysis;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.jobs.Job;
import io.gleaner.kit.jobs.JobRun;
import io.gleaner.kit.jobs.JobType;
import io.gleaner.pattern.analysis.Progress.Phase;
import io.gleaner.pattern.core.Mode;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.learning.Gathered;
import io.gleaner.pattern.learning.Gathered.Portion;
import io.gleaner.pattern.settings.TenantSettings;
import io.gleaner.pattern.suggestions.Suggestions;
import io.gleaner.pattern.suggestions.SuggestionsRecounted;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;

/** Counts a tenant's signatures again, a portion per transaction, whose checkpoint holds with it. */
final class Analysis implements JobType {

    private final TenantTransaction transaction;
    private final TenantSettings settings;
    private final Gathered gathered;
    private final SignatureStore signatures;
    private final Suggestions suggestions;
    private final ApplicationEventPublisher inProcess;
    private final int portion;

    /** @param portion signatures of one transaction */
    Analysis(
            TenantTransaction transaction,
            TenantSettings settings,
            Gathered gathered,
            SignatureStore signatures,
            Suggestions suggestions,
            ApplicationEventPublisher inProcess,
            int portion) {
        this.transaction = transaction;
        this.settings = settings;
        this.gathered = gathered;
        this.signatures = signatures;
        this.suggestions = suggestions;
        this.inProcess = inProcess;
        this.portion = portion;
    }

    @Override
    public String name() {
        return "analysis";
    }

    @Override
    public String unit() {
        return "signatures";
    }

    @Override
    public String run(JobRun run) {
        Job job = run.job();
        Request request = EventJson.MAPPER.readValue(job.input(), Request.class);
        Progress progress = begun(job, request);
        while (!progress.ended()) {
            Progress before = progress;
            progress = transaction.in(job.tenantId(), () -> step(run, request, before));
            inProcess.publishEvent(new SuggestionsRecounted());
        }
        return EventJson.MAPPER.writeValueAsString(
                Map.of("signatures", progress.counted(), "suggestions", progress.suggestions()));
    }

    private Progress begun(Job job, Request request) {
        if (job.checkpoint() != null) {
            return EventJson.MAPPER.readValue(job.checkpoint(), Progress.class);
        }
        String tenantId = job.tenantId();
        long total = transaction.in(
                tenantId, () -> gathered.size(tenantId) + (request.all() ? signatures.count(tenantId) : 0));
        return new Progress(Phase.GATHERED, 0, 0, total, null);
    }

    private Progress step(JobRun run, Request request, Progress before) {
        String tenantId = run.job().tenantId();
        Progress after = settings.of(tenantId).mode() == Mode.OFF
                ? before.stopped()
                : switch (before.phase()) {
                    case GATHERED -> countGathered(tenantId, request, before);
                    case EVERYTHING -> countMore(tenantId, before);
                    case ENDED -> before;
                };
        run.checkpoint(EventJson.MAPPER.writeValueAsString(after), after.counted(), after.total());
        return after;
    }

    private Progress countGathered(String tenantId, Request request, Progress before) {
        Portion counted = gathered.count(tenantId, portion, before.suggestions());
        Phase then = request.all() ? Phase.EVERYTHING : Phase.ENDED;
        return before.with(counted.last() ? then : Phase.GATHERED, counted.signatures(), counted.suggestions(), null);
    }

    private Progress countMore(String tenantId, Progress before) {
        List<Signature> some = signatures.after(tenantId, before.after(), portion);
        int written = suggestions.recount(tenantId, some, null);
        return some.size() < portion
                ? before.with(Phase.ENDED, some.size(), written, null)
                : before.with(Phase.EVERYTHING, some.size(), written, some.getLast());
    }
}
