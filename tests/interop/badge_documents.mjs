// Badges and learner records that use the whole class model of Open Badges 3.0 and CLR 2.0, each with
// one thing that readers must not lose. All name 1EdTech's schema and fit it.
import { createHash } from 'node:crypto';
import * as jose from 'jose';
import * as peer from './peer.mjs';

const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';
const SCHOOL = 'https://school.example';
const SIGNED = '2026-01-31T00:00:00Z';
const SCHEMAS = {
  achievement: `https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json`,
  clr: `https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json`,
};

const schema = which => [{ id: SCHEMAS[which], type: '1EdTechJsonSchemaValidator2019' }];
const uuid = (kind, number) =>
  `urn:uuid:${kind.padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;

let number = 0;
function badge({ achievement = {}, subject = {}, issuer = {}, contexts = [], ...rest } = {}) {
  number += 1;
  return {
    '@context': [peer.V2, peer.OB, peer.OB_EXTENSIONS, ...contexts],
    id: uuid('bad', number),
    type: ['VerifiableCredential', 'AchievementCredential'],
    name: 'SQL for analysts',
    issuer: { id: 'ISSUER', type: ['Profile'], name: 'School', ...issuer },
    validFrom: SIGNED,
    credentialSchema: schema('achievement'),
    credentialSubject: {
      id: uuid('1ea', number),
      type: ['AchievementSubject'],
      achievement: {
        id: `${SCHOOL}/achievements/${number}`,
        type: ['Achievement'],
        name: 'SQL for analysts',
        description: 'Queries, joins and windows.',
        criteria: { narrative: 'Three exercises and a project.' },
        ...achievement,
      },
      ...subject,
    },
    ...rest,
  };
}

const level = (key, name, points) => ({
  id: uuid('1e7e1', key),
  type: ['RubricCriterionLevel'],
  name,
  level: String(key),
  points: String(points),
});
const described = (key, resultType, more) => ({
  id: uuid('de5', key),
  type: ['ResultDescription'],
  name: `Result ${key}`,
  resultType,
  ...more,
});
const result = (key, more) => ({ type: ['Result'], resultDescription: uuid('de5', key), ...more });
const measured = (description, reached) =>
  badge({ achievement: { resultDescription: [description] }, subject: { result: [reached] } });
const LEVELS = [level(1, 'Begun', 0), level(2, 'Sound', 5), level(3, 'Strong', 10)];

const aligned = (...alignment) =>
  badge({
    achievement: { alignment: alignment.map(one => ({ type: ['Alignment'], ...one })) },
  });
const sha = (algorithm, text) => createHash(algorithm).update(text).digest();
const hashed = (address, salt) => ({
  type: 'IdentityObject',
  hashed: true,
  identityHash: `sha256$${sha('sha256', address + salt).toString('hex')}`,
  identityType: 'emailAddress',
  salt,
});
const identified = (...identifier) => badge({ subject: { id: undefined, identifier } });

function endorsement(about, comment) {
  number += 1;
  return {
    '@context': [peer.V2, peer.OB],
    id: uuid('e4d0', number),
    type: ['VerifiableCredential', 'EndorsementCredential'],
    name: 'Endorsement',
    issuer: { id: 'ISSUER', type: ['Profile'], name: 'Council' },
    validFrom: SIGNED,
    credentialSubject: { id: about, type: ['EndorsementSubject'], endorsementComment: comment },
  };
}

// What others signed: the same bytes every time, since Ed25519 needs no randomness.
async function signedBy(owner, document) {
  const { did, key } = await peer.demonstrationKey(owner);
  document.issuer.id = did;
  return peer.issue(document, key, { created: SIGNED });
}

async function tokenOf(document) {
  const seed = sha('sha256', 'Cairn demonstration key, never use elsewhere: token');
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const pem = `-----BEGIN PRIVATE KEY-----\n${pkcs8.toString('base64')}\n-----END PRIVATE KEY-----`;
  const { kty, crv, x, d } = await jose.exportJWK(
    await jose.importPKCS8(pem, 'EdDSA', { extractable: true }),
  );
  const did = `did:jwk:${Buffer.from(JSON.stringify({ kty, crv, x })).toString('base64url')}`;
  document.issuer.id = did;
  return new jose.CompactSign(new TextEncoder().encode(JSON.stringify(document)))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'vc+jwt', kid: `${did}#0` })
    .sign(await jose.importJWK({ kty, crv, x, d }, 'EdDSA'));
}

function record({ inside, achievements = [], associations = [], ...more }) {
  number += 1;
  return {
    '@context': [peer.V2, CLR, peer.OB, peer.OB_EXTENSIONS],
    id: uuid('c17', number),
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Learner record',
    issuer: { id: 'ISSUER', type: ['Profile'], name: 'School' },
    validFrom: SIGNED,
    credentialSchema: schema('clr'),
    credentialSubject: {
      id: 'urn:uuid:00000000-0000-4000-8000-00000000c1ea',
      type: ['ClrSubject'],
      verifiableCredential: inside,
      ...(achievements.length ? { achievement: achievements } : {}),
      ...(associations.length ? { association: associations } : {}),
    },
    ...more,
  };
}

const programme = {
  id: `${SCHOOL}/programmes/data`,
  type: ['Achievement'],
  achievementType: 'LearningProgram',
  name: 'Data programme',
  description: 'Three stacked micro-credentials.',
  criteria: { narrative: 'All of its parts.' },
};
const related = (associationType, sourceId, targetId) => ({
  type: 'Association',
  associationType,
  sourceId,
  targetId,
});

function results() {
  const letters = { allowedValue: ['D', 'C', 'B', 'A'], requiredValue: 'C' };
  const percent = { valueMin: '0', valueMax: '100', requiredValue: '60' };
  const rubric = { rubricCriterionLevel: LEVELS, requiredLevel: LEVELS[1].id };
  return {
    'a letter grade': measured(described(1, 'LetterGrade', letters), result(1, { value: 'B' })),
    'the least grade that is required': measured(
      described(2, 'LetterGrade', letters),
      result(2, { value: 'C' }),
    ),
    'the highest percentage': measured(
      described(3, 'Percent', percent),
      result(3, { value: '100' }),
    ),
    'the lowest percentage that is required': measured(
      described(4, 'Percent', percent),
      result(4, { value: '60' }),
    ),
    'the top level of a rubric': measured(
      described(5, 'RubricCriterionLevel', rubric),
      result(5, { achievedLevel: LEVELS[2].id }),
    ),
    'the level of a rubric that is required': measured(
      described(6, 'RubricCriterionLevel', rubric),
      result(6, { achievedLevel: LEVELS[1].id, status: 'Completed' }),
    ),
    'a status': measured(described(7, 'Status'), result(7, { status: 'Completed' })),
    'several results, one of an own kind': badge({
      achievement: {
        resultDescription: [
          described(8, 'ext:ECTSGradeScore', { valueMin: '1', valueMax: '10' }),
          described(9, 'RubricCriterionLevel', rubric),
        ],
      },
      subject: {
        result: [result(8, { value: '8.5' }), result(9, { achievedLevel: LEVELS[2].id })],
      },
    }),
  };
}

function evidence() {
  const report = 'The report, as bytes.';
  return {
    'evidence with a digest for the web': badge({
      evidence: [
        {
          id: `${SCHOOL}/evidence/report.pdf`,
          type: ['Evidence'],
          name: 'Report',
          genre: 'Report',
          digestSRI: `sha384-${sha('sha384', report).toString('base64')}`,
        },
      ],
    }),
    'evidence with a multihash, and a narrative': badge({
      evidence: [
        {
          id: `${SCHOOL}/evidence/data.csv`,
          type: ['Evidence'],
          digestMultibase: `u${Buffer.concat([Buffer.from([0x12, 32]), sha('sha256', report)]).toString('base64url')}`,
        },
        { type: ['Evidence'], narrative: 'Seen by two assessors.', audience: 'Assessors' },
      ],
    }),
  };
}

const recipients = () => ({
  'a recipient by a salted hash': identified(hashed('amina@learner.example', 'zWv4')),
  'a recipient by a hash and in clear': identified(hashed('amina@learner.example', 'q'), {
    type: 'IdentityObject',
    hashed: false,
    identityHash: 'A-4711',
    identityType: 'sisSourcedId',
  }),
  'a recipient by an own kind of id': identified({
    type: 'IdentityObject',
    hashed: false,
    identityHash: 'urn:schac:personalUniqueCode:int:esi:school.example:4711',
    identityType: 'ext:ESI',
  }),
});

const placements = () => ({
  'ECTS, EQF and a programme code where the field puts them': badge({
    issuer: {
      parentOrg: { id: `${SCHOOL}/university`, type: ['Profile'], name: 'University' },
      address: { type: ['Address'], addressCountry: 'Egypt', addressCountryCode: 'EG' },
      otherIdentifier: [
        { type: 'IdentifierEntry', identifier: '12345', identifierType: 'ext:BRIN' },
      ],
    },
    achievement: {
      achievementType: 'MicroCredential',
      creditsAvailable: 2.5,
      inLanguage: 'ar',
      otherIdentifier: [
        { type: 'IdentifierEntry', identifier: '20121350', identifierType: 'ext:Programme' },
      ],
      alignment: [
        {
          type: ['Alignment'],
          targetType: 'ext:EQF',
          targetName: 'EQF level 6',
          targetCode: '6',
          targetUrl: 'http://data.europa.eu/snb/eqf/6',
        },
      ],
    },
    subject: { creditsEarned: 2.5 },
  }),
  'skills of several frameworks': aligned(
    {
      targetType: 'CFItem',
      targetName: 'Join tables',
      targetUrl: 'https://case.example/ims/case/v1p1/CFItems/1',
      targetFramework: 'CASE',
    },
    {
      targetType: 'ceasn:Competency',
      targetName: 'Query data',
      targetUrl: 'https://credentialengineregistry.example/resources/ce-1',
    },
    {
      targetName: 'SQL',
      targetUrl: 'http://data.europa.eu/esco/skill/598de5b0-5b58-4ea7-8058-a4bc4d18c742',
      targetFramework: 'ESCO',
      targetCode: '598de5b0',
    },
  ),
  'a service that renews it, and terms': badge({
    refreshService: { id: `${SCHOOL}/renew/1`, type: '1EdTechCredentialRefresh' },
    termsOfUse: [{ id: `${SCHOOL}/terms`, type: 'https://school.example/terms#T' }],
    validUntil: '2036-01-31T00:00:00Z',
  }),
  'versions, tags, dates and a source': badge({
    awardedDate: '2026-01-30T12:00:00+02:00',
    achievement: {
      tag: ['sql', 'data'],
      version: '2',
      fieldOfStudy: 'Databases',
      humanCode: 'SQL-1',
      specialization: 'Windows',
      related: [
        { type: ['Related'], id: `${SCHOOL}/achievements/1`, inLanguage: 'fr', version: '1' },
      ],
    },
    subject: {
      activityStartDate: '2025-09-01T00:00:00Z',
      activityEndDate: '2026-01-30T00:00:00Z',
      role: 'Student',
      term: 'Winter',
      licenseNumber: 'L-1',
      source: { id: `${SCHOOL}/lms`, type: ['Profile'], name: 'Learning platform' },
    },
  }),
});

// The copies of the context in packages lack this term of the class model.
const ENDORSEMENT_JWT = {
  endorsementJwt: {
    '@id': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementJwt',
    '@container': '@set',
  },
};

async function endorsed() {
  const about = `${SCHOOL}/achievements/endorsed`;
  const first = await signedBy('Council', endorsement(about, 'As demanding as it says.'));
  const second = await signedBy('Employers', endorsement(`${SCHOOL}/profile`, 'يُعتمد عليه'));
  const token = await tokenOf(endorsement(about, 'Seen by the field.'));
  return {
    'an endorsement of the achievement': badge({ achievement: { endorsement: [first] } }),
    'an endorsement in a token': badge({
      contexts: [ENDORSEMENT_JWT],
      achievement: { endorsementJwt: [token] },
    }),
    'endorsements of both forms, of badge and issuer': badge({
      contexts: [ENDORSEMENT_JWT],
      endorsement: [first],
      endorsementJwt: [token],
      issuer: { endorsement: [second] },
    }),
  };
}

async function records() {
  const percent = described(1, 'Percent', { valueMin: '0', valueMax: '100' });
  const sql = await signedBy('School of data', badge());
  const statistics = await signedBy(
    'School of numbers',
    measured(percent, result(1, { value: '71' })),
  );
  const ids = [sql, statistics].map(one => one.credentialSubject.achievement.id);
  return {
    'a record of one credential': record({ inside: [sql] }),
    'a record of two, by two issuers': record({ inside: [sql, statistics], partial: true }),
    'a record whose parts belong to a programme': record({
      inside: [sql, statistics],
      achievements: [programme],
      associations: [
        related('isPartOf', ids[0], programme.id),
        related('isPartOf', ids[1], programme.id),
        related('precedes', ids[0], ids[1]),
      ],
    }),
  };
}

// [{name, document, parts}]: `parts` is how many credentials are inside, each genuine by itself.
export async function badgeDocuments() {
  number = 0;
  const made = {
    ...results(),
    ...evidence(),
    ...recipients(),
    ...placements(),
    ...(await endorsed()),
    ...(await records()),
  };
  return Object.entries(made).map(([name, document]) => {
    const clean = JSON.parse(JSON.stringify(document));
    const isRecord = clean.type.includes('ClrCredential');
    const text = JSON.stringify(clean);
    const parts = isRecord
      ? clean.credentialSubject.verifiableCredential.length
      : text.split('"EndorsementSubject"').length - 1 + (text.includes('endorsementJwt') ? 1 : 0);
    return { name, document: clean, parts };
  });
}
