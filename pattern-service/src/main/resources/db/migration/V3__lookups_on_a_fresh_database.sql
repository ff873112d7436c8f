-- A table that nobody has analysed yet: the server guesses that one value of a column is one in two hundred. So two columns
-- of an index look as good as its whole key up to 40,000 rows, and the index of signatures was taken to look transactions
-- up: every lookup read all of the tenant's occurrences. With one common column the guess is right from some hundred rows on.
ALTER TABLE classification_occurrences
    DROP CONSTRAINT classification_occurrences_pkey,
    ADD PRIMARY KEY (tenant_id, transaction_id, field);
DROP INDEX classification_occurrences_of_signature;
CREATE INDEX classification_occurrences_of_signature
    ON classification_occurrences (tenant_id, signature, field, label);
