-- When a key of an organization was retired or found compromised.
ALTER TABLE keys ADD COLUMN ended_at INTEGER;
