-- One more kind of exceptions. SQLite cannot change a CHECK, so the table is made anew.
CREATE TABLE record_exceptions_anew (
  tenant_id TEXT NOT NULL REFERENCES persons (tenant_id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('waive', 'substitute', 'force', 'block', 'adjust')),
  node TEXT NOT NULL,
  award_id TEXT,      -- with substitute, force and block
  value TEXT,         -- with adjust
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_until TEXT,
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO record_exceptions_anew
  SELECT tenant_id, id, kind, node, award_id, value, author, reason, evidence, valid_from, valid_until
  FROM record_exceptions;
DROP TABLE record_exceptions;
ALTER TABLE record_exceptions_anew RENAME TO record_exceptions;
