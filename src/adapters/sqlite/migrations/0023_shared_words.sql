-- One more kind of definitions: what people read for shared words.
CREATE TABLE definitions_anew (
  kind TEXT NOT NULL CHECK (kind IN ('organization', 'achievement', 'offering', 'agreement', 'pathway',
                                     'credit-system', 'grade-scale', 'grade-table', 'crosswalk',
                                     'replacement', 'policy', 'precedent', 'authority', 'word')),
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  digest TEXT NOT NULL,
  document TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (kind, id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO definitions_anew SELECT kind, id, version, digest, document, added_at FROM definitions;
DROP TABLE definitions;
ALTER TABLE definitions_anew RENAME TO definitions;
