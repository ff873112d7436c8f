-- Transactions that a pattern rested on when users had corrected it too often; null while that is not why it is paused.
ALTER TABLE patterns ADD corrected_at_occurrences bigint;
