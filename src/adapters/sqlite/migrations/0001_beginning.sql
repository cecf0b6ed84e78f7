-- The tenant comes first in every key that a tenant owns (docs/adr): a person's tenant is a UUIDv7,
-- an organization's is its published id. Instants are milliseconds since 1970 UTC, dates and exact
-- amounts are text. Nothing that identifies a person stands in an organization's rows but the
-- subject id that this organization knows them by.

-- Published definitions: immutable versions with the document they were read from.
CREATE TABLE definitions (
  kind TEXT NOT NULL CHECK (kind IN ('organization', 'achievement', 'offering', 'agreement', 'pathway')),
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  digest TEXT NOT NULL,
  document TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (kind, id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE persons (
  tenant_id TEXT NOT NULL PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('learner', 'administrator')),
  language TEXT NOT NULL,
  goal TEXT,
  weekly_hours INTEGER,
  demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Only the hash of a session's token is kept.
CREATE TABLE sessions (
  token_hash TEXT NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES persons (tenant_id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE awards (
  tenant_id TEXT NOT NULL REFERENCES persons (tenant_id),
  id TEXT NOT NULL,
  achievement TEXT NOT NULL,
  version INTEGER NOT NULL,
  organization TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('earned', 'in-progress', 'planned', 'recognised', 'revoked')),
  awarded TEXT NOT NULL,
  expires TEXT,
  source TEXT NOT NULL,
  -- 0: a genuine award of an achievement that the catalogue does not know
  known INTEGER NOT NULL CHECK (known IN (0, 1)),
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE award_credits (
  tenant_id TEXT NOT NULL,
  award_id TEXT NOT NULL,
  system TEXT NOT NULL,
  amount TEXT NOT NULL,
  PRIMARY KEY (tenant_id, award_id, system),
  FOREIGN KEY (tenant_id, award_id) REFERENCES awards (tenant_id, id)
) STRICT, WITHOUT ROWID;

-- The originals behind a view. `receiver` repeats the view's organization; `counts` is 1 for a
-- recognised view that is in the portfolio. The index keeps one root from being recognised twice at
-- one organization.
CREATE TABLE award_roots (
  tenant_id TEXT NOT NULL,
  award_id TEXT NOT NULL,
  root_id TEXT NOT NULL,
  receiver TEXT NOT NULL,
  counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
  PRIMARY KEY (tenant_id, award_id, root_id),
  FOREIGN KEY (tenant_id, award_id) REFERENCES awards (tenant_id, id),
  FOREIGN KEY (tenant_id, root_id) REFERENCES awards (tenant_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX award_roots_once ON award_roots (tenant_id, receiver, root_id) WHERE counts = 1;

CREATE TABLE credentials (
  tenant_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  award_id TEXT NOT NULL,
  media_type TEXT NOT NULL,
  name TEXT NOT NULL,
  issuer TEXT NOT NULL,
  issuer_name TEXT NOT NULL,
  credential_id TEXT,
  achievement TEXT NOT NULL,
  subject TEXT NOT NULL,
  awarded TEXT NOT NULL,
  verdict TEXT NOT NULL,
  original BLOB NOT NULL,
  added_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, digest),
  FOREIGN KEY (tenant_id, award_id) REFERENCES awards (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX credentials_by_id ON credentials (tenant_id, issuer, credential_id)
  WHERE credential_id IS NOT NULL;
CREATE INDEX credentials_by_content ON credentials (tenant_id, issuer, achievement, subject, awarded);

-- How one organization knows a person.
CREATE TABLE subjects (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES persons (tenant_id),
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX subjects_by_person ON subjects (tenant_id, person_id);

CREATE TABLE decisions (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  agreement TEXT NOT NULL,
  agreement_version INTEGER NOT NULL,
  term TEXT NOT NULL,
  view_id TEXT NOT NULL,
  decided TEXT NOT NULL,
  automatic INTEGER NOT NULL CHECK (automatic IN (0, 1)),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, subject_id) REFERENCES subjects (tenant_id, id)
) STRICT, WITHOUT ROWID;

-- What was decided on: each award with its credit before conversion.
CREATE TABLE decision_sources (
  tenant_id TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  award_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, decision_id, award_id),
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decisions (tenant_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision_originals (
  tenant_id TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  system TEXT NOT NULL,
  amount TEXT NOT NULL,
  PRIMARY KEY (tenant_id, decision_id, position),
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decisions (tenant_id, id)
) STRICT, WITHOUT ROWID;

-- Signing keys of organizations; `sealed` opens only with the key outside the data folder.
CREATE TABLE keys (
  tenant_id TEXT NOT NULL,
  did TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'retired', 'compromised')),
  sealed BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, did)
) STRICT, WITHOUT ROWID;

-- Who did what, when. Ids are UUIDv7, so their order is the order in time.
CREATE TABLE journal (
  id TEXT NOT NULL PRIMARY KEY,
  tenant_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- Facts about the data folder itself, for example whether it is a demonstration.
CREATE TABLE facts (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
