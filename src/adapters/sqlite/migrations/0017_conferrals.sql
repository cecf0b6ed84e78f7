-- How an organization came to make an award because it was complete. The award itself is in the
-- person's own space.
CREATE TABLE conferrals (
  tenant_id TEXT NOT NULL,
  award_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  authority TEXT,            -- the standing authority it was made under; else the officer decided
  officer TEXT NOT NULL,     -- who gave it, or decided
  decided TEXT NOT NULL,
  PRIMARY KEY (tenant_id, award_id),
  FOREIGN KEY (tenant_id, subject_id) REFERENCES subjects (tenant_id, id)
) STRICT, WITHOUT ROWID;
