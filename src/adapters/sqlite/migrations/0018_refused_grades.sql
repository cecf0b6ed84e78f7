-- Why the view has no grade, where the agreement has grades converted and this one was refused.
ALTER TABLE decisions ADD COLUMN grade_refused TEXT;
