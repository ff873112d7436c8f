package io.gleaner.pattern.llm;

/**
 * A place among this replica's calls, while the breaker lets calls through. Taken before a request is written down, so
 * that nothing is written, and no permit claimed, for a call that cannot be made. Good for one call; whoever took it
 * closes it. Not for several threads.
 */
public final class Seat implements AutoCloseable {

    private final GuardedModel model;
    private final String tenantId;
    private State state = State.TAKEN;

    Seat(GuardedModel model, String tenantId) {
        this.model = model;
        this.tenantId = tenantId;
    }

    private enum State {
        TAKEN,
        USED,
        GIVEN_BACK
    }

    /**
     * Asks the model, in no transaction, and gives the seat back. The call ends a timeout after its permit was claimed,
     * however long this worker was stopped in between: so two calls of a tenant never overlap.
     */
    public Reply ask(Ticket ticket) {
        if (state != State.TAKEN) {
            throw new IllegalStateException("a seat is good for one call");
        }
        state = State.USED;
        try {
            return model.ask(ticket);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        switch (state) {
            case TAKEN -> model.leaveUnused(tenantId);
            case USED -> model.leave(tenantId);
            case GIVEN_BACK -> {}
        }
        state = State.GIVEN_BACK;
    }
}
