-- What an award is noted to have beside its achievement; value is '' where there is none.
CREATE TABLE award_attributes (
  tenant_id TEXT NOT NULL,
  award_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (tenant_id, award_id, name, value),
  FOREIGN KEY (tenant_id, award_id) REFERENCES awards (tenant_id, id)
) STRICT, WITHOUT ROWID;
