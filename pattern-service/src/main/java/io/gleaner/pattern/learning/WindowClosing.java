package io.gleaner.pattern.learning;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import io.gleaner.kit.loops.PollLoop;
import io.gleaner.kit.windows.CloseReason;
import io.gleaner.kit.windows.Window;
import io.gleaner.kit.windows.Windows;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.settings.LearningSettings;
import io.gleaner.pattern.settings.TenantSettings;
import io.gleaner.pattern.suggestions.Suggestions;
import io.gleaner.pattern.suggestions.SuggestionsRecounted;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Closes windows that are due: counts what they touched, raises suggestions, tells about it, and the windows are gone, all
 * in one transaction for some of them. Killed in between, they are still there for the next replica.
 */
final class WindowClosing implements PollLoop.Work {

    /** Windows of one transaction: few enough that none waits long for the others. */
    private static final int AT_ONCE = 8;

    /** Whatever the tenant's mode was when they opened, these are to be closed in every mode but off. */
    private static final Set<CloseReason> ASKED_FOR = Set.of(CloseReason.FLUSHED, CloseReason.MAX_EVENTS);

    private final Windows windows;
    private final TouchedStore touched;
    private final Suggestions suggestions;
    private final ClosedWindows closed;
    private final TenantSettings settings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher inProcess;

    WindowClosing(
            Windows windows,
            TouchedStore touched,
            Suggestions suggestions,
            ClosedWindows closed,
            TenantSettings settings,
            TransactionTemplate transaction,
            ApplicationEventPublisher inProcess) {
        this.windows = windows;
        this.touched = touched;
        this.suggestions = suggestions;
        this.closed = closed;
        this.settings = settings;
        this.transaction = transaction;
        this.inProcess = inProcess;
    }

    /** @return whether as many were due as it takes at once: there may be more */
    @Override
    public boolean runOnce() {
        int taken = Objects.requireNonNull(transaction.execute(status -> close(windows.claimDue(AT_ONCE))));
        if (taken > 0) {
            inProcess.publishEvent(new SuggestionsRecounted());
        }
        return taken == AT_ONCE;
    }

    private int close(List<Window> due) {
        if (!due.isEmpty()) {
            Map<String, LearningSettings> wanted = settings.of(tenants(due));
            Map<Boolean, List<Window>> closing =
                    due.stream().collect(partitioningBy(window -> closes(window, wanted), toList()));
            closing.getOrDefault(false, List.of()).forEach(window -> reopen(window, wanted));
            List<Window> rest = closing.getOrDefault(true, List.of());
            Map<String, List<Signature>> signatures = touched.take(tenants(rest));
            closed.add(rest.stream()
                    .map(window ->
                            counted(window, signatures, of(window, wanted).rules()))
                    .toList());
        }
        return due.size();
    }

    private ClosedWindow counted(Window window, Map<String, List<Signature>> signatures, LearningRules rules) {
        List<Signature> ofTenant = signatures.getOrDefault(window.tenantId(), List.of());
        int candidates = suggestions.recount(window.tenantId(), ofTenant, window.traceparent(), rules);
        return closed.now(window, window.reason(), candidates);
    }

    /** A window may have been opened while its tenant left the mode that opened it. */
    private void reopen(Window window, Map<String, LearningSettings> wanted) {
        windows.touch(
                window.tenantId(),
                window.kind(),
                window.events(),
                window.traceparent(),
                of(window, wanted).window());
    }

    private static boolean closes(Window window, Map<String, LearningSettings> wanted) {
        return switch (of(window, wanted).mode()) {
            case REALTIME -> true;
            case LAZY -> ASKED_FOR.contains(window.reason());
            case OFF -> false;
        };
    }

    private static LearningSettings of(Window window, Map<String, LearningSettings> wanted) {
        return Objects.requireNonNull(wanted.get(window.tenantId()));
    }

    private static List<String> tenants(List<Window> due) {
        return due.stream().map(Window::tenantId).toList();
    }
}
