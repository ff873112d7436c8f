package io.gleaner.pattern.operations;

import io.gleaner.pattern.core.workflows.OperationSignature;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** That a run shows an operation. */
public record OccurrenceKey(String tenantId, OperationSignature signature, String workflowId) {

    /** The id of the operation's pattern: it follows from tenant and signature, so every replay gives the same. */
    public UUID patternId() {
        return patternId(tenantId, signature);
    }

    /** The id of the pattern of this signature; a tenant id has no slash. */
    public static UUID patternId(String tenantId, OperationSignature signature) {
        return UUID.nameUUIDFromBytes((tenantId + "/" + signature).getBytes(StandardCharsets.UTF_8));
    }
}
