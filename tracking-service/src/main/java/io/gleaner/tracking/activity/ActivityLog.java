package io.gleaner.tracking.activity;

import io.gleaner.kit.listening.BatchEffect;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Received;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** Appends a batch of activities to the chains of their tenants, in one transaction. */
final class ActivityLog implements BatchEffect {

    private final TransactionTemplate transaction;
    private final ChainStore store;

    ActivityLog(TransactionTemplate transaction, ChainStore store) {
        this.transaction = transaction;
        this.store = store;
    }

    @Override
    public Outcome apply(List<Received> events) {
        List<Entry> entries = events.stream().map(Entry::of).toList();
        int applied = Objects.requireNonNull(transaction.execute(status -> append(entries)));
        return Outcome.of(applied, entries.size() - applied);
    }

    /** The heads are locked before it is asked what is known: nobody else adds to these chains in between. */
    private Integer append(List<Entry> entries) {
        Map<String, Head> heads = store.lockHeads(tenants(entries).sorted().toList());
        Set<Entry.Key> seen = new HashSet<>(store.known(entries));
        List<Entry> fresh =
                entries.stream().filter(entry -> seen.add(entry.key())).toList();
        List<Link> links = Links.after(heads, fresh);
        store.append(links);
        return links.size();
    }

    private static Stream<String> tenants(List<Entry> entries) {
        return entries.stream().map(Entry::tenantId).distinct();
    }
}
