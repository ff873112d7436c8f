package io.gleaner.kit.retention;

import io.gleaner.kit.telemetry.LogKeys;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what is kept no longer. */
public final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final ExpiredRowStore store;
    private final List<ExpiringRows> tables;
    private final int mostAtOnce;
    private final MeterRegistry meters;

    Retention(ExpiredRowStore store, List<ExpiringRows> tables, int mostAtOnce, MeterRegistry meters) {
        this.store = store;
        this.tables = List.copyOf(tables);
        this.mostAtOnce = mostAtOnce;
        this.meters = meters;
    }

    /** Deletes everything that is kept no longer, some rows per transaction, so that none holds its locks for long. */
    public void forgetExpired() {
        tables.forEach(this::forget);
    }

    private void forget(ExpiringRows rows) {
        long forgotten = 0;
        int last = mostAtOnce;
        while (last == mostAtOnce) {
            last = store.deleteSome(rows, mostAtOnce);
            forgotten += last;
        }
        if (forgotten > 0) {
            LOG.atInfo()
                    .addKeyValue(LogKeys.TABLE, rows.table())
                    .addKeyValue(LogKeys.COUNT, forgotten)
                    .log("expired rows forgotten");
            meters.counter("gleaner.rows.forgotten", "table", rows.table()).increment((double) forgotten);
        }
    }
}
