-- How often the majority label of a signature turned out to be that of the next transactions, by what the counts looked
-- like: see io.gleaner.pattern.core.Shape. Few rows: at most 28 for each field.
CREATE TABLE track_records (
    tenant_id text NOT NULL,
    field text NOT NULL,
    size int NOT NULL,
    misses int NOT NULL,
    right_count bigint NOT NULL,
    wrong_count bigint NOT NULL,
    PRIMARY KEY (tenant_id, field, size, misses)
);
CALL protect('track_records');

-- The majority of each signature when it was judged last, and its own record.
CREATE TABLE judged_signatures (
    tenant_id text NOT NULL,
    field text NOT NULL,
    signature text NOT NULL,
    label text NOT NULL,
    occurrences bigint NOT NULL,
    carrying bigint NOT NULL,
    right_count bigint NOT NULL CHECK (right_count >= 0),
    wrong_count bigint NOT NULL CHECK (wrong_count >= 0),
    PRIMARY KEY (tenant_id, field, signature)
);
CALL protect('judged_signatures');

-- How many of a pattern's own labels, those that nobody corrected, count in the record of a shape already.
CREATE TABLE credited_uses (
    tenant_id text NOT NULL,
    pattern_id uuid NOT NULL,
    right_count bigint NOT NULL,
    size int NOT NULL,
    misses int NOT NULL,
    PRIMARY KEY (tenant_id, pattern_id)
);
CALL protect('credited_uses');

-- What expects a suggestion to be right: the records of its kind and its own when it was counted last.
ALTER TABLE suggestions
    ADD alike_right bigint NOT NULL DEFAULT 0,
    ADD alike_wrong bigint NOT NULL DEFAULT 0,
    ADD own_right bigint NOT NULL DEFAULT 0,
    ADD own_wrong bigint NOT NULL DEFAULT 0;
