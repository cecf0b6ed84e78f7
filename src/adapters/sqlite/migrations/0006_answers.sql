-- Answers to writes that carried an idempotency key, kept until they expire; status 0: under way.
-- `request` is a digest of what was asked.
CREATE TABLE answers (
  tenant_id TEXT NOT NULL,
  key TEXT NOT NULL,
  request TEXT NOT NULL,
  status INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  body BLOB NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, key),
  FOREIGN KEY (tenant_id) REFERENCES persons (tenant_id)
) STRICT;
CREATE INDEX answers_by_expiry ON answers (expires_at);
