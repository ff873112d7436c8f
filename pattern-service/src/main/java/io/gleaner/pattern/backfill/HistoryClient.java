package io.gleaner.pattern.backfill;

import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.pattern.runs.TrackedRun;
import io.gleaner.pattern.tracking.TrackingClient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a tenant's history, which tracking-service owns, piece by piece. */
final class HistoryClient {

    private static final String PATH = "/internal/workflows";

    private final TrackingClient tracking;

    HistoryClient(TrackingClient tracking) {
        this.tracking = tracking;
    }

    private record Question(@Nullable String after, int limit) {}

    private record Piece(List<WorkflowTracked> runs) {}

    /**
     * The runs that follow this one in the order of their ids; the first ones after none.
     *
     * @throws IllegalStateException if tracking-service cannot say now: the job is tried again
     */
    List<TrackedRun> after(String tenantId, @Nullable String last, int most) {
        return tracking
                .ask(PATH, tenantId, new Question(last, most), Piece.class)
                .orElseThrow(() -> new IllegalStateException("tracking-service does not tell of its history now"))
                .runs()
                .stream()
                .map(run -> new TrackedRun(tenantId, run))
                .toList();
    }
}
