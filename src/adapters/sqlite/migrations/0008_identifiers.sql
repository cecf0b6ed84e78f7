-- By what issuers know a person: e-mail addresses, DIDs, numbers. Personal data of the person's own
-- space, like their name and the credentials themselves; no organization's row refers to it.
CREATE TABLE person_identifiers (
  tenant_id TEXT NOT NULL REFERENCES persons (tenant_id),
  identifier TEXT NOT NULL,
  PRIMARY KEY (tenant_id, identifier)
) STRICT, WITHOUT ROWID;

-- Whom a credential was issued to, as JSON: id and identity objects. Of those kept before only the
-- subject is known.
ALTER TABLE credentials ADD COLUMN recipient TEXT NOT NULL DEFAULT '{}';
UPDATE credentials SET recipient = json_object('credentialSubject', json_object('id', subject))
  WHERE subject <> '';
