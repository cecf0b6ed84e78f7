// Unsigned credentials to carry both ways: each shows one thing that implementations get wrong.
import { V2, OB, OB_EXTENSIONS } from './peer.mjs';
import { random } from './random.mjs';

const ACADEMY = 'https://academy.example';

let number = 0;
function badge({ achievement = {}, subject = {}, contexts = [], ...rest } = {}) {
  number += 1;
  const tail = String(number).padStart(12, '0');
  return {
    '@context': [V2, OB, ...contexts],
    id: `urn:uuid:3f2c8a10-6d4e-4b1f-8c77-${tail}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: 'ISSUER', type: ['Profile'], name: 'Academy' },
    validFrom: '2026-01-31T00:00:00Z',
    credentialSubject: {
      id: `urn:uuid:91b7d2c4-1c55-4e0e-a6d9-${tail}`,
      type: ['AchievementSubject'],
      achievement: {
        id: `${ACADEMY}/achievements/${number}`,
        type: ['Achievement'],
        name: 'An achievement',
        description: 'Something learned.',
        criteria: { narrative: 'It was shown.' },
        ...achievement,
      },
      ...subject,
    },
    ...rest,
  };
}

function alignment(i) {
  return {
    type: ['Alignment'],
    targetName: `Skill ${i}`,
    targetUrl: `http://data.europa.eu/esco/skill/00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    targetFramework: 'ESCO',
  };
}

const rubric = [
  {
    id: 'urn:uuid:aaaaaaaa-0000-4000-8000-000000000001',
    type: ['ResultDescription'],
    name: 'Level reached',
    resultType: 'RubricCriterionLevel',
    rubricCriterionLevel: [
      {
        id: 'urn:uuid:aaaaaaaa-0000-4000-8000-000000000002',
        type: ['RubricCriterionLevel'],
        name: 'Sound',
        level: '1',
        points: '1',
      },
      {
        id: 'urn:uuid:aaaaaaaa-0000-4000-8000-000000000003',
        type: ['RubricCriterionLevel'],
        name: 'Strong',
        level: '2',
        points: '2',
      },
    ],
  },
];

function scrambled(value, choices) {
  if (Array.isArray(value)) return value.map(item => scrambled(item, choices));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    choices.shuffled(Object.entries(value)).map(([key, item]) => [key, scrambled(item, choices)]),
  );
}

// [{name, document}], the same every time; ISSUER stands for the did:key that will sign.
export function documents() {
  number = 0;
  const list = {
    'the smallest badge': badge(),
    'Arabic text': badge({
      achievement: {
        name: 'تحليل البيانات',
        description: 'الجداول المحورية، والتحقق من الجواب.',
        inLanguage: 'ar',
      },
    }),
    'emoji, with joiners and skin tones': badge({
      achievement: { name: '🧗🏽‍♀️ 🇪🇬 👩‍💻', description: '👍🏿' },
    }),
    'combining marks, not normalised': badge({
      achievement: { name: 'e\u0301 and \u00e9 and a\u0323\u0307', description: 'Ω and \u2126' },
    }),
    'right-to-left marks and isolates': badge({
      achievement: {
        name: '\u2067SQL 2\u2069 \u200fالاستعلامات\u200e',
        description: 'a\u202eb\u202c',
      },
    }),
    'Chinese, Devanagari and astral characters': badge({
      achievement: { name: '数据分析 डेटा 𝒟𝒶𝓉𝒶 𠮷' },
    }),
    'control and escape characters': badge({
      achievement: { description: 'tab\tline\nreturn\rquote"back\\slash/\u0001\u007f\u2028\u2029' },
    }),
    'names in two languages': badge({
      name: [
        { '@value': 'Data', '@language': 'en' },
        { '@value': 'بيانات', '@language': 'ar', '@direction': 'rtl' },
      ],
    }),
    'many blank nodes alike': badge({
      achievement: { alignment: [1, 2, 3, 4, 5, 6].map(alignment) },
    }),
    'results and a rubric': badge({
      achievement: { resultDescription: rubric },
      subject: {
        result: [
          {
            type: ['Result'],
            resultDescription: rubric[0].id,
            achievedLevel: rubric[0].rubricCriterionLevel[1].id,
          },
        ],
      },
    }),
    'evidence, twice': badge({
      evidence: [
        {
          id: `${ACADEMY}/e/1`,
          type: ['Evidence'],
          name: 'Report',
          narrative: 'It works.',
          genre: 'report',
        },
        { type: ['Evidence'], narrative: 'Seen by two people.', audience: 'assessors' },
      ],
    }),
    'whole and broken credits': badge({
      achievement: { creditsAvailable: 2.5 },
      subject: { creditsEarned: 1.5 },
    }),
    'credits of zero and of a hundred': badge({
      achievement: { creditsAvailable: 100 },
      subject: { creditsEarned: 0 },
    }),
    'a subject with a hashed recipient': badge({
      subject: {
        id: undefined,
        identifier: [
          {
            type: ['IdentityObject'],
            hashed: true,
            identityHash: 'sha256$6fb1ae',
            identityType: 'emailAddress',
            salt: 'zWv',
          },
        ],
      },
    }),
    'a validity that ends': badge({ validUntil: '2096-02-29T23:59:59.5+02:00' }),
    'dates of the activity': badge({
      subject: { activityStartDate: '2025-09-01', activityEndDate: '2026-01-30' },
    }),
    'an address and a place on earth': badge({
      issuer: {
        id: 'ISSUER',
        type: ['Profile'],
        name: 'Academy',
        address: {
          type: ['Address'],
          addressCountry: 'Egypt',
          addressLocality: 'الإسكندرية',
          geo: { type: ['GeoCoordinates'], latitude: 31.2001, longitude: 29.9187 },
        },
      },
    }),
    'an issuer that is only an id': { ...badge(), issuer: 'ISSUER' },
    'single values instead of arrays': badge({
      achievement: { type: 'Achievement', tag: 'one', alignment: alignment(9) },
      type: ['VerifiableCredential', 'AchievementCredential'],
    }),
    'an inline context with terms of its own': badge({
      contexts: [
        {
          mentor: 'https://terms.example/mentor',
          hours: {
            '@id': 'https://terms.example/hours',
            '@type': 'http://www.w3.org/2001/XMLSchema#integer',
          },
        },
      ],
      subject: { mentor: 'Omar', hours: 40 },
    }),
    'an inline context with lists, maps and JSON': badge({
      contexts: [
        {
          steps: { '@id': 'https://terms.example/steps', '@container': '@list' },
          labels: { '@id': 'https://terms.example/labels', '@container': '@language' },
          raw: { '@id': 'https://terms.example/raw', '@type': '@json' },
        },
      ],
      subject: {
        steps: ['read', 'try', 'read'],
        labels: { ar: 'خطوات', en: ['steps', 'stages'] },
        raw: { b: [1, 2.5, 1e21, null, true], a: 'é\u0301' },
      },
    }),
    'an inline context with untyped numbers': badge({
      contexts: [{ amounts: 'https://terms.example/amounts' }],
      // Not 1e-7: jsonld 9.0.0 makes the integer 0 of it (its isDouble looks for a point in "1e-7").
      subject: { amounts: [1, -0.5, 1e21, 0.001, 123456789012, true] },
    }),
    'a vocabulary for everything else': badge({
      contexts: [{ '@vocab': 'https://terms.example/#' }],
      subject: { nickname: 'Ada', knows: { type: 'Person', nickname: 'Bo' } },
    }),
    'a third context: Open Badges extensions': badge({ contexts: [OB_EXTENSIONS] }),
    'a third context: undefined terms': badge({
      contexts: ['https://www.w3.org/ns/credentials/undefined-terms/v2'],
      subject: { anything: 'goes' },
    }),
    'a third context: data integrity, and a link to related things': badge({
      contexts: ['https://w3id.org/security/data-integrity/v2'],
      achievement: {
        related: [{ type: ['Related'], id: `${ACADEMY}/achievements/old`, inLanguage: 'fr' }],
      },
    }),
    'an older Open Badges context': {
      ...badge(),
      '@context': [V2, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json'],
    },
    'no Open Badges at all': {
      '@context': [V2],
      type: ['VerifiableCredential'],
      issuer: 'ISSUER',
      credentialSubject: { id: 'urn:example:somebody' },
    },
  };
  const choices = random(20260131);
  const made = Object.entries(list).map(([name, document]) => ({
    name,
    document: plain(document),
  }));
  for (const index of [3, 8, 9, 16, 20]) {
    const { name, document } = made[index];
    made.push({ name: `${name}; keys scrambled`, document: scrambled(document, choices) });
  }
  return made;
}

// Drops what is undefined.
const plain = document => JSON.parse(JSON.stringify(document));

// The document with the signer's id in the place of ISSUER.
export function issuedBy(document, did) {
  const out = structuredClone(document);
  if (typeof out.issuer === 'string') out.issuer = did;
  else out.issuer.id = did;
  return out;
}
