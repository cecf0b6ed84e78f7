-- The transparency log: its leaves and heads are the truth, its tiles in the data folder can be made
-- again. Nothing but the openings, which alone say what an entry stands for, is ever changed.

-- Each is one tree with a name and a key of its own; the last is the present one.
CREATE TABLE log_origins (
  number INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  sealed BLOB NOT NULL,
  opened_at INTEGER NOT NULL
) STRICT;

-- Written in the transaction that issues or changes a status; ids follow the order of commits, since
-- one connection writes.
CREATE TABLE log_leaves (
  id INTEGER NOT NULL PRIMARY KEY,
  entry BLOB NOT NULL UNIQUE,
  added_at INTEGER NOT NULL
) STRICT;

-- entry = SHA-256(salt || kind || digest). Erasing a row leaves an entry that nobody can explain.
CREATE TABLE log_openings (
  tenant_id TEXT NOT NULL,
  leaf_id INTEGER NOT NULL REFERENCES log_leaves (id),
  kind INTEGER NOT NULL,
  digest BLOB NOT NULL,
  salt BLOB NOT NULL,
  PRIMARY KEY (tenant_id, leaf_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX log_openings_by_digest ON log_openings (digest, leaf_id);

CREATE TABLE log_positions (
  origin INTEGER NOT NULL REFERENCES log_origins (number),
  position INTEGER NOT NULL,
  leaf_id INTEGER NOT NULL REFERENCES log_leaves (id),
  PRIMARY KEY (origin, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX log_positions_by_leaf ON log_positions (origin, leaf_id);

-- What may be signed: a head is committed before its checkpoint is made.
CREATE TABLE log_heads (
  origin INTEGER NOT NULL REFERENCES log_origins (number),
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  committed_at INTEGER NOT NULL,
  PRIMARY KEY (origin, size)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER log_origins_are_never_changed BEFORE UPDATE ON log_origins
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_leaves_are_never_changed BEFORE UPDATE ON log_leaves
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_positions_are_never_changed BEFORE UPDATE ON log_positions
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_heads_are_never_changed BEFORE UPDATE ON log_heads
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_origins_are_never_removed BEFORE DELETE ON log_origins
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_leaves_are_never_removed BEFORE DELETE ON log_leaves
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_positions_are_never_removed BEFORE DELETE ON log_positions
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_heads_are_never_removed BEFORE DELETE ON log_heads
  BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
