-- The published rules that attestations refer to, as one canonical text each, by its digest. Who
-- checks an attestation later needs just these.
CREATE TABLE attested_rules (
  digest TEXT NOT NULL PRIMARY KEY,
  rules TEXT NOT NULL,
  kept_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER attested_rules_are_never_changed BEFORE UPDATE ON attested_rules
  BEGIN SELECT RAISE(ABORT, 'attested rules never change'); END;
CREATE TRIGGER attested_rules_never_go BEFORE DELETE ON attested_rules
  BEGIN SELECT RAISE(ABORT, 'attested rules never go'); END;
