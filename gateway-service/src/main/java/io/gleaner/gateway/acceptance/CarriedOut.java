package io.gleaner.gateway.acceptance;

import io.gleaner.gateway.edge.Answer;
import java.util.UUID;

/**
 * A command that an owner answered.
 *
 * @param id of the request; the same for a repeat with its key
 */
public record CarriedOut(UUID id, Answer.Whole answer) {}
