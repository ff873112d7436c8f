package io.gleaner.tracking.classifications;

import org.springframework.dao.TransientDataAccessException;

/** An edit names a transaction whose import may still be on its way: the same batch again, when it has come. */
final class UndecidedEdits extends TransientDataAccessException {

    UndecidedEdits() {
        super("edits name transactions whose import is accepted and not yet applied");
    }
}
