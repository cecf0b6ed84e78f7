// Makes the badges of this folder with npm packages only; run it again and the bytes are the same.
//   node examples/badges/make.mjs [FOLDER]
// The keys are demonstration keys with published seeds: what they sign proves nothing.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { demonstrationKey, issue, V2, OB } from '../../tests/interop/peer.mjs';
import { bakePng, bakeSvg, textChunk, chunksOf, pngOf } from '../../tests/interop/bake.mjs';

const HERE = new URL('.', import.meta.url);
const OUT = process.argv[2] ?? fileURLToPath(HERE);
const ACADEMY = 'https://academy.meridian.example';
const CREATED = '2026-10-15T09:30:00Z';

const meridian = await demonstrationKey('Meridian Systems Academy');
const nobody = await demonstrationKey('Nobody in particular');
const png = readFileSync(new URL('picture.png', HERE));
const svg = readFileSync(new URL('picture.svg', HERE), 'utf8');

mkdirSync(OUT, { recursive: true });
const save = (name, bytes) => writeFileSync(`${OUT}/${name}`, bytes);
const pretty = value => JSON.stringify(value, null, 2) + '\n';

function profile(did, name) {
  return { id: did, type: ['Profile'], name, url: ACADEMY };
}

// Numbers are chosen so that every badge has its own id, and has it on every machine.
function credential(number, achievement, subject = {}) {
  const id = String(number).padStart(12, '0');
  return {
    '@context': [V2, OB],
    id: `urn:uuid:5d1f6a4e-2c0b-4b7e-9a53-${id}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: achievement.name,
    issuer: profile(meridian.did, 'Meridian Systems Academy'),
    validFrom: '2026-10-15T09:30:00Z',
    credentialSubject: {
      id: `urn:uuid:0b6e9f0a-77d1-4c35-8f0e-${id}`,
      type: ['AchievementSubject'],
      ...subject,
      achievement,
    },
  };
}

// Invented alignment: the URI has the shape of an ESCO concept and names none.
function alignment(uuid, name) {
  return {
    type: ['Alignment'],
    targetFramework: 'ESCO',
    targetName: name,
    targetType: 'ext:ESCOSkill',
    targetUrl: `http://data.europa.eu/esco/skill/${uuid}`,
  };
}

const sqlAchievement = {
  id: `${ACADEMY}/achievements/sql-for-analysts`,
  type: ['Achievement'],
  achievementType: 'Badge',
  name: 'SQL for analysts',
  description: 'Query a live warehouse: joins, groups, windows, and the check of the result.',
  criteria: { narrative: 'A practical project, reviewed by two engineers of the academy.' },
  creditsAvailable: 2,
  inLanguage: 'en',
  tag: ['SQL', 'data warehouse'],
  alignment: [
    alignment('36d7d6e1-52ce-574c-b31d-8e32fe362be6', 'query languages: SQL'),
    alignment('31e0f115-09c7-53d8-9f82-d940afb0f739', 'data literacy'),
  ],
  resultDescription: [
    {
      id: 'urn:uuid:9a0e3c52-41f6-4a0b-8f55-000000000001',
      type: ['ResultDescription'],
      name: 'Project mark',
      resultType: 'LetterGrade',
      allowedValue: ['A', 'B', 'C', 'F'],
      requiredValue: 'C',
    },
  ],
};
const sqlSubject = {
  activityStartDate: '2026-09-07',
  activityEndDate: '2026-10-09',
  creditsEarned: 2,
  result: [
    {
      type: ['Result'],
      resultDescription: 'urn:uuid:9a0e3c52-41f6-4a0b-8f55-000000000001',
      value: 'A',
    },
  ],
};
const sql = credential(1, sqlAchievement, sqlSubject);
sql.evidence = [
  {
    id: `${ACADEMY}/evidence/7c1d`,
    type: ['Evidence'],
    name: 'Project report',
    narrative: 'Monthly churn from three tables, with a second query that checks the first.',
  },
];

const python = credential(
  2,
  {
    id: `${ACADEMY}/achievements/python-bootcamp`,
    type: ['Achievement'],
    achievementType: 'Badge',
    name: 'Python bootcamp',
    description: 'Two intense weeks from the first line to a tested tool.',
    criteria: { narrative: 'A small tool with its tests, shown to the group.' },
    creditsAvailable: 1.5,
    alignment: [alignment('5197057b-d083-5b4b-a3c6-b9910512401f', 'Python (computer programming)')],
  },
  { creditsEarned: 1.5 },
);

const arabic = credential(
  3,
  {
    id: `${ACADEMY}/achievements/spreadsheet-modelling`,
    type: ['Achievement'],
    achievementType: 'Badge',
    name: 'النمذجة بالجداول الإلكترونية',
    description: 'التوقعات والسيناريوهات كما تُعدّها فرق ميريديان (Meridian\u200f).',
    criteria: { narrative: 'مشروع عملي: نموذج بافتراضات معلنة، يراجعه مهندسان. 📊' },
    creditsAvailable: 1,
    inLanguage: 'ar',
    alignment: [
      alignment('f332cf1f-654f-5a28-bc1b-26d8e19c096e', 'استخدام برامج الجداول الإلكترونية'),
    ],
  },
  { creditsEarned: 1 },
);
arabic.name = { '@value': 'النمذجة بالجداول الإلكترونية', '@language': 'ar', '@direction': 'rtl' };

const simulation = credential(
  4,
  {
    id: `${ACADEMY}/achievements/incident-simulation`,
    type: ['Achievement'],
    achievementType: 'Badge',
    name: 'Incident simulation',
    description: 'Four days, one invented attack, real pressure.',
    criteria: { narrative: 'Acts in a named role until the incident is closed.' },
    creditsAvailable: 1.5,
  },
  { creditsEarned: 1.5, role: 'Incident lead' },
);

const by = (key, options) => document => issue(document, key.key, { created: CREATED, ...options });
const signed = by(meridian);

// Good ones.
const sqlSigned = await signed(sql);
save('sql-for-analysts.json', pretty(sqlSigned));
save('sql-for-analysts.png', bakePng(png, JSON.stringify(sqlSigned)));
save('sql-for-analysts.svg', bakeSvg(svg, JSON.stringify(sqlSigned)));
save('python-bootcamp.png', bakePng(png, JSON.stringify(await signed(python))));
const arabicSigned = await signed(arabic);
save('arabic.json', pretty(arabicSigned));
save('arabic.png', bakePng(png, JSON.stringify(arabicSigned)));
save('incident-simulation.svg', bakeSvg(svg, JSON.stringify(await signed(simulation))));

// Bad ones, each bad in one way.
const tampered = structuredClone(sqlSigned);
tampered.credentialSubject.creditsEarned = 20;
tampered.credentialSubject.achievement.creditsAvailable = 20;
save('bad-tampered.json', pretty(tampered));
save('bad-tampered.png', bakePng(png, JSON.stringify(tampered)));

const expired = {
  ...credential(11, sqlAchievement, sqlSubject),
  validFrom: '2021-03-01T00:00:00Z',
  validUntil: '2024-02-29T23:59:59Z',
};
save('bad-expired.json', pretty(await signed(expired)));

const future = { ...credential(12, sqlAchievement, sqlSubject), validFrom: '2099-01-01T00:00:00Z' };
save('bad-not-yet-valid.json', pretty(await signed(future)));

const stranger = {
  ...credential(13, sqlAchievement, sqlSubject),
  issuer: profile(nobody.did, 'Meridian Systems Academy'),
};
save('bad-unknown-issuer.json', pretty(await by(nobody)(stranger)));

// A selective-disclosure suite in name only: whoever does not know it cannot tell.
const otherSuite = await by(meridian)(credential(14, sqlAchievement, sqlSubject));
otherSuite.proof.cryptosuite = 'bbs-2023';
save('bad-unsupported-suite.json', pretty(otherSuite));

const text = pretty(sqlSigned);
save('bad-truncated.json', text.slice(0, Math.floor(text.length * 0.6)));
save(
  'bad-duplicate-key.json',
  text.replace('"creditsEarned": 2,', '"creditsEarned": 2,\n    "creditsEarned": 20,'),
);
const inside = text.indexOf('Project report');
save(
  'bad-not-utf8.json',
  Buffer.concat([
    Buffer.from(text.slice(0, inside)),
    Buffer.from([0xc3, 0x28]),
    Buffer.from(text.slice(inside)),
  ]),
);

const baked = bakePng(png, JSON.stringify(sqlSigned));
save('bad-truncated.png', baked.subarray(0, Math.floor(baked.length / 2)));
const broken = Buffer.from(baked);
broken[broken.indexOf('openbadgecredential') + 200] ^= 1;
save('bad-crc.png', broken);
const twice = chunksOf(baked);
twice.splice(-1, 0, textChunk(JSON.stringify(arabicSigned)));
save('bad-two-credentials.png', pngOf(twice));
