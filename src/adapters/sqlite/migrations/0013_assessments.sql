-- How a learner was assessed, where the award says otherwise than its achievement.
ALTER TABLE awards ADD COLUMN assessment TEXT NOT NULL DEFAULT '';
