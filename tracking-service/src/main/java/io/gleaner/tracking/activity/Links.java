package io.gleaner.tracking.activity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Goes on with the chains of several tenants at once. */
final class Links {

    private Links() {}

    /** The entries, in their order, each as the next row of its tenant's chain. */
    static List<Link> after(Map<String, Head> heads, List<Entry> entries) {
        Map<String, Head> ends = new HashMap<>(heads);
        List<Link> links = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Head end = Objects.requireNonNull(ends.get(entry.tenantId()), entry.tenantId());
            Link link = Link.of(entry, end.sequence() + 1, end.readAt(), end.hash());
            ends.put(entry.tenantId(), new Head(link.sequence(), link.hash(), end.readAt()));
            links.add(link);
        }
        return links;
    }
}
