package io.gleaner.kit.relay;

import org.jspecify.annotations.Nullable;

/** Why a relay cannot go on; it starts again after a while. */
final class RelayFailure extends RuntimeException {

    RelayFailure(String reason) {
        super(reason);
    }

    RelayFailure(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
