-- What a decision granted besides an award: a requirement met or waived, or advanced standing.
ALTER TABLE decisions ADD COLUMN kind TEXT NOT NULL DEFAULT 'credit'
  CHECK (kind IN ('credit', 'block', 'requirement', 'waiver', 'advanced-standing'));
ALTER TABLE decisions ADD COLUMN node TEXT;            -- with requirement and waiver
ALTER TABLE decisions ADD COLUMN reason TEXT;          -- likewise
ALTER TABLE decisions ADD COLUMN standing_name TEXT;   -- with advanced-standing
ALTER TABLE decisions ADD COLUMN standing_value TEXT;  -- likewise
ALTER TABLE decisions ADD COLUMN until TEXT;           -- the last day of what makes no award
