-- What a record holds besides awards. Personal data of the person's own space, as the awards are:
-- stated by who has the right to, in place of what was stated before.
CREATE TABLE record_facts (
  tenant_id TEXT NOT NULL REFERENCES persons (tenant_id),
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (tenant_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_exceptions (
  tenant_id TEXT NOT NULL REFERENCES persons (tenant_id),
  id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('waive', 'substitute', 'block', 'adjust')),
  node TEXT NOT NULL,
  award_id TEXT,      -- with substitute and block
  value TEXT,         -- with adjust
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  evidence TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_until TEXT,
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_entries (
  tenant_id TEXT NOT NULL REFERENCES persons (tenant_id),
  achievement TEXT NOT NULL,
  entered TEXT NOT NULL,
  version INTEGER,    -- that the learner chose
  PRIMARY KEY (tenant_id, achievement)
) STRICT, WITHOUT ROWID;

-- How an award came about; those that were kept before came from study.
ALTER TABLE awards ADD COLUMN origin TEXT NOT NULL DEFAULT 'study'
  CHECK (origin IN ('study', 'prior-learning'));
