-- Which credential an organization recognised, and for which of its subjects: a file that two
-- people hold counts for one of them. `credential` is a digest of what names the credential.
CREATE TABLE claims (
  tenant_id TEXT NOT NULL,
  credential TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  PRIMARY KEY (tenant_id, credential),
  FOREIGN KEY (tenant_id, subject_id) REFERENCES subjects (tenant_id, id)
) STRICT, WITHOUT ROWID;
