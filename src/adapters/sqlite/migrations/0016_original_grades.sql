-- The grade of the original, where the view has the grade that it was converted to.
ALTER TABLE decisions ADD COLUMN grade_scale TEXT;
ALTER TABLE decisions ADD COLUMN grade TEXT;
