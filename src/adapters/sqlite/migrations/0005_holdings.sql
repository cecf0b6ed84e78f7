-- One word per concept: a claim is something else.
ALTER TABLE claims RENAME TO holdings;
