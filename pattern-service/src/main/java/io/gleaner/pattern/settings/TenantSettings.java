package io.gleaner.pattern.settings;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings of tenants, read where they are used, so that a change holds on all replicas at once. Every method works in
 * the caller's transaction.
 */
public final class TenantSettings {

    private final SettingsStore store;
    private final LearningSettings defaults;
    private final Clock clock;

    TenantSettings(SettingsStore store, LearningSettings defaults, Clock clock) {
        this.store = store;
        this.defaults = defaults;
        this.clock = clock;
    }

    /** The tenant's settings of now. */
    public LearningSettings of(String tenantId) {
        return store.find(tenantId).map(this::read).orElse(defaults);
    }

    /** The settings of each of these tenants. */
    public Map<String, LearningSettings> of(Collection<String> tenantIds) {
        return each(tenantIds, store.find(tenantIds));
    }

    /** The same; who changes settings that exist waits until the transaction ends, and sees what it did. */
    public Map<String, LearningSettings> hold(Collection<String> tenantIds) {
        return each(tenantIds, store.hold(tenantIds));
    }

    /**
     * Tenants whose nightly run is due, whatever their mode; their next one is scheduled.
     *
     * @param most how many at most
     */
    public List<String> takeDueNightly(int most) {
        Map<String, SettingsBody> due = store.dueNightly(most);
        due.forEach((tenantId, body) ->
                store.scheduleNightly(tenantId, read(body).nightly().after(clock.instant())));
        return List.copyOf(due.keySet());
    }

    LearningSettings read(SettingsBody body) {
        return SettingsReading.read(body, defaults);
    }

    SettingsBody defaults() {
        return SettingsBody.of(defaults, 0, null, null);
    }

    Optional<SettingsBody> replace(String tenantId, LearningSettings settings, SettingsBody given, String userId) {
        return store.replace(tenantId, settings, settings.nightly().after(clock.instant()), given.version(), userId);
    }

    private Map<String, LearningSettings> each(Collection<String> tenantIds, Map<String, SettingsBody> own) {
        return tenantIds.stream().distinct().collect(Collectors.toMap(Function.identity(), tenantId -> {
            SettingsBody body = own.get(tenantId);
            return body == null ? defaults : read(body);
        }));
    }
}
