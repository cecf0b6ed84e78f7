-- The decisions of one person, and of a page of persons, without reading those of all.
CREATE INDEX subjects_of_person ON subjects (person_id);
CREATE INDEX decisions_of_subject ON decisions (tenant_id, subject_id);
