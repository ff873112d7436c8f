package io.gleaner.pattern.runs;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.events.EventJson;
import io.r2dbc.spi.Readable;
import java.util.List;
import reactor.core.publisher.Mono;

/** How runs read. */
final class RunReadStore {

    private static final String FIND =
            "SELECT run::text AS told, signatures FROM workflow_runs WHERE workflow_id = $1 AND active";

    private final TenantSession session;

    RunReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<RunView> find(String tenantId, String workflowId) {
        return session.one(
                tenantId,
                database -> database.sql(FIND)
                        .bind(0, workflowId)
                        .map(RunReadStore::view)
                        .one());
    }

    private static RunView view(Readable row) {
        WorkflowTracked run = EventJson.MAPPER.readValue(required(row, "told", String.class), WorkflowTracked.class);
        return RunView.of(run, List.of(required(row, "signatures", String[].class)));
    }
}
