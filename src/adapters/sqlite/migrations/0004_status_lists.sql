-- Status lists that are issued here.
CREATE TABLE status_lists (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size BETWEEN 1 AND 16),
  messages TEXT NOT NULL,
  entries INTEGER NOT NULL CHECK (entries >= 131072),
  taken INTEGER NOT NULL CHECK (taken BETWEEN 0 AND entries),
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX status_lists_by_id ON status_lists (id);

-- An index is taken once and for all: the primary key is the last guard against giving it twice.
CREATE TABLE status_entries (
  tenant_id TEXT NOT NULL,
  list_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position >= 0),
  credential TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  reason TEXT NOT NULL,
  taken_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, list_id, position),
  FOREIGN KEY (tenant_id, list_id) REFERENCES status_lists (tenant_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX status_entries_by_credential ON status_entries (tenant_id, credential);
CREATE INDEX status_entries_set ON status_entries (tenant_id, list_id, position) WHERE value <> 0;
CREATE TRIGGER status_entries_are_never_given_back BEFORE DELETE ON status_entries
  BEGIN SELECT RAISE(ABORT, 'an index of a status list is used once'); END;
