-- A pattern's whole life: what else a transaction must be, why it is paused, and from where on it is judged after a person
-- resumed it (hits and corrections then; the support that was good enough for that person).
ALTER TABLE patterns
    ADD amount_min numeric,
    ADD amount_max numeric,
    ADD account_id text,
    ADD currency text,
    ADD paused_reason text CHECK (paused_reason IN ('precision', 'support', 'ambiguity', 'user')),
    ADD judged_from_hits bigint NOT NULL DEFAULT 0,
    ADD judged_from_corrected bigint NOT NULL DEFAULT 0,
    ADD upheld_occurrences bigint,
    ADD upheld_agreement numeric(5, 4),
    ADD updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ADD CHECK ((status = 'paused') = (paused_reason IS NOT NULL)),
    ADD CHECK (amount_min <= amount_max),
    ADD CHECK ((upheld_occurrences IS NULL) = (upheld_agreement IS NULL));

-- Our own copy of how each pattern's labels fared. What is not newer than the copy (row_version) has no effect.
CREATE TABLE pattern_uses (
    tenant_id text NOT NULL,
    pattern_id uuid NOT NULL,
    row_version bigint NOT NULL,
    hits bigint NOT NULL,
    corrected bigint NOT NULL,
    recent bigint NOT NULL,
    recent_right bigint NOT NULL,
    PRIMARY KEY (tenant_id, pattern_id)
);
CALL protect('pattern_uses');

-- Validation again. stands_as: what a suggestion stays for people while it waits for another verdict. asked_*: what it was
-- judged by (the operations only below the highest threshold: beyond it nothing is crossed any more). crossed: the highest
-- threshold that made it a candidate again.
ALTER TABLE suggestions
    ADD stands_as text CHECK (stands_as IN ('approved', 'pending_review')),
    ADD asked_occurrences bigint NOT NULL DEFAULT 0,
    ADD asked_operations text[] NOT NULL DEFAULT '{}',
    ADD crossed bigint NOT NULL DEFAULT 0,
    ADD CHECK (stands_as IS NULL OR status IN ('waiting', 'validating'));
UPDATE suggestions SET asked_occurrences = occurrences;
