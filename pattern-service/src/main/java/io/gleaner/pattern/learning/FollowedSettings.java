package io.gleaner.pattern.learning;

import io.gleaner.kit.windows.Windows;
import io.gleaner.pattern.settings.SettingsChanged;
import org.springframework.context.event.EventListener;

/** A tenant's open window follows its settings, in the transaction that changes them. */
final class FollowedSettings {

    private final Windows windows;

    FollowedSettings(Windows windows) {
        this.windows = windows;
    }

    @EventListener
    void follow(SettingsChanged change) {
        windows.reschedule(change.tenantId(), Learning.KIND, change.settings().window());
    }
}
