package io.gleaner.contracts;

import java.util.List;
import java.util.Optional;

/** The catalogue of events. A type that is not here is refused by every consumer. */
public final class EventTypes {

    public static final EventType<TransactionsImported> TRANSACTION_IMPORTED =
            new EventType<>("io.gleaner.transaction.imported.v1", Topic.TRANSACTIONS, TransactionsImported.class);
    public static final EventType<ClassificationRecorded> CLASSIFICATION_RECORDED = new EventType<>(
            "io.gleaner.classification.recorded.v1", Topic.CLASSIFICATIONS, ClassificationRecorded.class);
    public static final EventType<ClassificationUndone> CLASSIFICATION_UNDONE =
            new EventType<>("io.gleaner.classification.undone.v1", Topic.CLASSIFICATIONS, ClassificationUndone.class);
    public static final EventType<PatternApplied> PATTERN_APPLIED =
            new EventType<>("io.gleaner.pattern.applied.v1", Topic.CLASSIFICATIONS, PatternApplied.class);
    public static final EventType<ClassificationTracked> CLASSIFICATION_TRACKED = new EventType<>(
            "io.gleaner.classification.tracked.v1", Topic.TRACKING_CHANGES, ClassificationTracked.class);
    public static final EventType<ClassificationRetracted> CLASSIFICATION_RETRACTED = new EventType<>(
            "io.gleaner.classification.retracted.v1", Topic.TRACKING_CHANGES, ClassificationRetracted.class);
    public static final EventType<PatternUsed> PATTERN_USED =
            new EventType<>("io.gleaner.pattern.used.v1", Topic.TRACKING_CHANGES, PatternUsed.class);
    public static final EventType<WorkflowCompleted> WORKFLOW_COMPLETED =
            new EventType<>("io.gleaner.workflow.completed.v1", Topic.WORKFLOWS, WorkflowCompleted.class);
    public static final EventType<WorkflowRefused> WORKFLOW_REFUSED =
            new EventType<>("io.gleaner.workflow.refused.v1", Topic.WORKFLOWS, WorkflowRefused.class);
    public static final EventType<WorkflowTracked> WORKFLOW_TRACKED =
            new EventType<>("io.gleaner.workflow.tracked.v1", Topic.TRACKING_CHANGES, WorkflowTracked.class);
    public static final EventType<WorkflowReported> WORKFLOW_REPORTED =
            new EventType<>("io.gleaner.workflow.reported.v1", Topic.TRACKING_CHANGES, WorkflowReported.class);
    public static final EventType<RelayMarked> RELAY_MARKED =
            new EventType<>("io.gleaner.relay.marked.v1", Topic.TRACKING_CHANGES, RelayMarked.class);
    public static final EventType<WindowClosed> WINDOW_CLOSED =
            new EventType<>("io.gleaner.window.closed.v1", Topic.PATTERN_EVENTS, WindowClosed.class);
    public static final EventType<SuggestionRaised> SUGGESTION_RAISED =
            new EventType<>("io.gleaner.suggestion.raised.v1", Topic.PATTERN_EVENTS, SuggestionRaised.class);
    public static final EventType<PatternActivated> PATTERN_ACTIVATED =
            new EventType<>("io.gleaner.pattern.activated.v1", Topic.PATTERN_EVENTS, PatternActivated.class);
    public static final EventType<PatternPaused> PATTERN_PAUSED =
            new EventType<>("io.gleaner.pattern.paused.v1", Topic.PATTERN_EVENTS, PatternPaused.class);
    public static final EventType<PatternDeleted> PATTERN_DELETED =
            new EventType<>("io.gleaner.pattern.deleted.v1", Topic.PATTERN_EVENTS, PatternDeleted.class);
    public static final EventType<BudgetWarned> BUDGET_WARNED =
            new EventType<>("io.gleaner.budget.warned.v1", Topic.PATTERN_EVENTS, BudgetWarned.class);
    public static final EventType<JobProgressed> JOB_PROGRESSED =
            new EventType<>("io.gleaner.job.progressed.v1", Topic.JOB_EVENTS, JobProgressed.class);
    public static final EventType<JobFinished> JOB_FINISHED =
            new EventType<>("io.gleaner.job.finished.v1", Topic.JOB_EVENTS, JobFinished.class);
    public static final EventType<ActivityLogged> ACTIVITY_LOGGED =
            new EventType<>("io.gleaner.activity.logged.v1", Topic.ACTIVITY, ActivityLogged.class);

    /** Every type there is. */
    public static final List<EventType<?>> ALL = List.of(
            TRANSACTION_IMPORTED,
            CLASSIFICATION_RECORDED,
            CLASSIFICATION_UNDONE,
            PATTERN_APPLIED,
            CLASSIFICATION_TRACKED,
            CLASSIFICATION_RETRACTED,
            PATTERN_USED,
            WORKFLOW_COMPLETED,
            WORKFLOW_REFUSED,
            WORKFLOW_TRACKED,
            WORKFLOW_REPORTED,
            RELAY_MARKED,
            WINDOW_CLOSED,
            SUGGESTION_RAISED,
            PATTERN_ACTIVATED,
            PATTERN_PAUSED,
            PATTERN_DELETED,
            BUDGET_WARNED,
            JOB_PROGRESSED,
            JOB_FINISHED,
            ACTIVITY_LOGGED);

    private EventTypes() {}

    /** The type of this CloudEvents {@code type}, if Gleaner knows it. */
    public static Optional<EventType<?>> of(String type) {
        return ALL.stream().filter(known -> known.type().equals(type)).findFirst();
    }
}
