-- In which term of its organization an award was earned, where it says so.
ALTER TABLE awards ADD COLUMN term TEXT NOT NULL DEFAULT '';
