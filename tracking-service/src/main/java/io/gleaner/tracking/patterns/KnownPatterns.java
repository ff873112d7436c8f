package io.gleaner.tracking.patterns;

import io.gleaner.tracking.core.Patterns;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The active patterns of tenants, as the caller's transaction sees them. What was read before is used again only if the
 * tenant's revision is still the same in this transaction: so all replicas decide alike, and a paused pattern stops with
 * the commit that says so.
 */
public final class KnownPatterns {

    /** Tenants whose patterns are kept in memory, the ones asked for last. */
    private static final int MOST_TENANTS = 1_000;

    private final PatternCopyStore store;
    private final Map<String, Read> read = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > MOST_TENANTS;
        }
    });

    KnownPatterns(PatternCopyStore store) {
        this.store = store;
    }

    private record Read(long revision, Patterns patterns) {}

    /** Of those of these tenants that have any. */
    public Map<String, Patterns> of(Collection<String> tenantIds) {
        Map<String, Patterns> patterns = new HashMap<>();
        store.revisions(tenantIds).forEach((tenantId, revision) -> patterns.put(tenantId, of(tenantId, revision)));
        return patterns;
    }

    /** Of one tenant. */
    public Patterns of(String tenantId) {
        return of(List.of(tenantId)).getOrDefault(tenantId, Patterns.NONE);
    }

    private Patterns of(String tenantId, long revision) {
        Read known = read.get(tenantId);
        if (known != null && known.revision() == revision) {
            return known.patterns();
        }
        Patterns patterns = new Patterns(store.active(tenantId));
        read.put(tenantId, new Read(revision, patterns));
        return patterns;
    }
}
