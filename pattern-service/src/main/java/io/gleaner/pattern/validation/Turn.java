package io.gleaner.pattern.validation;

import java.util.Optional;

/** One go at a tenant's waiting suggestions. */
interface Turn {

    /** How many more turns make sense now. */
    int room();

    /** Says how long nobody takes a turn, to those whose turn it would be. */
    void explainWait();

    /** Takes the tenant's oldest waiting suggestions as far as they get. */
    void take(String tenantId);

    /**
     * Goes on with a turn that its worker did not bring to an end.
     *
     * @return the rest of that turn, if there is one
     */
    Optional<Runnable> takeOver();
}
