// The Data Model 2.0, each MUST with credentials that must be issued and such as must be refused.
import assert from 'node:assert/strict';
import { EXAMPLES, MODEL, V2, credential } from './vc_api_client.mjs';

const term = (name, iri) => ({ '@context': [V2, { [name]: iri }] });
const typed = (...types) => ({ type: ['VerifiableCredential', ...types] });
const related = more => ({
  relatedResource: { id: V2, ...more },
});
const SRI = 'sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU';
const BARE = 'uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ';
const MULTIBASE = 'uEiBZlVztZpfWHgPyslVv6-UwirFoQoRvW1htfx963sknNA';
const text = (value, more) => ({ '@value': value, ...more });

const listed = more => ({
  credentialStatus: {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: 'https://example.org/list',
    ...more,
  },
});

// Section of the standard: [what, members of the credential], good ones and bad ones.
const GOOD = {
  'contexts: one': {},
  'contexts: several URLs': { '@context': [V2, EXAMPLES] },
  'contexts: an object': term('Rank', 'https://example.org/#Rank'),
  'ids: a URN': { id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33' },
  'ids: none': {},
  'types: a URL': typed('https://example.org/#Rank'),
  'types: a mapped term': { ...term('Rank', 'https://example.org/#Rank'), ...typed('Rank') },
  'types: in another order': {
    ...term('Rank', 'https://example.org/#Rank'),
    type: ['Rank', 'VerifiableCredential', 'https://example.org/#Other'],
  },
  'names: text': { name: 'Degree', description: 'of a school' },
  'names: with language and direction': {
    name: text('شهادة', { '@language': 'ar', '@direction': 'rtl' }),
  },
  'names: several languages': {
    name: [text('Degree', { '@language': 'en' }), text('Grad', { '@language': 'de' })],
    description: [text('One', { '@language': 'en' }), text('Eins', { '@language': 'de' })],
  },
  'issuer: a URL': { issuer: 'https://issuer.example/1' },
  'issuer: an object with names': {
    issuer: {
      id: 'did:example:issuer',
      name: [text('School', { '@language': 'en' }), text('Schule', { '@language': 'de' })],
      description: text('of all', { '@language': 'en', '@direction': 'ltr' }),
    },
  },
  'subjects: several': { credentialSubject: [{ id: 'did:example:a' }, { id: 'did:example:b' }] },
  'dates: in order': { validFrom: '2024-01-01T00:00:00Z', validUntil: '2044-01-01T00:00:00+05:30' },
  'dates: at once': { validFrom: '2024-01-01T00:00:00Z', validUntil: '2044-01-01T00:00:00Z' },
  'dates: with fractions': { validFrom: '2024-01-01T00:00:00.123-05:00' },
  'status: of a known type': {
    ...term('OtherStatus', 'https://example.org/#OtherStatus'),
    credentialStatus: { id: 'did:example:status', type: 'OtherStatus' },
  },
  'status: an entry of a list': listed({}),
  'status: without id': { credentialStatus: { type: 'https://example.org/#Status' } },
  'schema: one': {
    credentialSchema: { id: 'https://example.org/schema.json', type: 'https://example.org/#Schema' },
  },
  'schema: several': {
    credentialSchema: [
      { id: 'https://example.org/a.json', type: 'JsonSchema' },
      { id: 'https://example.org/b.json', type: 'JsonSchema' },
    ],
  },
  'refresh: one': { refreshService: { id: 'did:example:r', type: 'https://example.org/#Refresh' } },
  'refresh: several, without ids': {
    refreshService: [{ type: 'https://example.org/#R1' }, { type: 'https://example.org/#R2' }],
  },
  'terms of use: with id': { termsOfUse: { id: 'urn:terms:1', type: 'https://example.org/#Terms' } },
  'terms of use: several': {
    termsOfUse: [{ type: 'https://example.org/#T1' }, { type: 'https://example.org/#T2' }],
  },
  'evidence: several': {
    evidence: [{ id: 'urn:evidence:1', type: 'https://example.org/#E' }, { type: ['https://example.org/#E'] }],
  },
  'related: by SRI': related({ digestSRI: SRI }),
  'related: by multibase': related({ digestMultibase: MULTIBASE }),
  'related: by multibase without header': related({ digestMultibase: BARE }),
  'related: with a media type': related({ digestSRI: SRI, mediaType: 'application/ld+json' }),
};

const BAD = {
  'contexts: none': { '@context': undefined },
  'contexts: without the base': { '@context': [EXAMPLES] },
  'contexts: in another order': { '@context': [EXAMPLES, V2] },
  'contexts: a text alone': { '@context': EXAMPLES },
  'contexts: no URL': { '@context': [V2, 'https ://not-a-url/contexts/example/v1'] },
  'contexts: a number': { '@context': [V2, 192875] },
  'contexts: unknown': { '@context': [V2, 'https://example.com'] },
  'contexts: a protected term again': {
    '@context': [V2, { VerifiableCredential: 'https://example.org/#Other' }],
  },
  "contexts: a document's own protected term again": {
    '@context': [
      V2,
      { '@protected': true, Rank: 'https://example.org/#Rank' },
      { Rank: 'https://example.org/#Other' },
    ],
    ...typed('Rank'),
  },
  'ids: several': { id: ['did:example:a', 'did:example:b'] },
  'ids: no URL': { id: 'not-an-identifier' },
  'ids: null': { id: null },
  'ids: several of a subject': { credentialSubject: { id: ['did:example:a', 'did:example:b'] } },
  'ids: of a subject, no URL': { credentialSubject: { id: 'subject' } },
  'types: none': { type: undefined },
  'types: not the required one': { type: ['https://example.org/#Rank'] },
  'types: mapped to no URL': { ...term('Rank', 'https ://not-a-url#Rank'), ...typed('Rank') },
  'types: not mapped': { '@context': [V2, { '@vocab': null }], ...typed('Rank') },
  'names: a number': { name: 7 },
  'names: another member': { name: text('Degree', { '@language': 'en', url: 'did:example:1' }) },
  'names: description with another member': {
    description: text('Degree', { '@language': 'en', url: 'did:example:1' }),
  },
  "names: of the issuer, with another member": {
    issuer: { id: 'did:example:issuer', name: text('School', { url: 'did:example:1' }) },
  },
  'issuer: null': { issuer: null },
  'issuer: no URL': { issuer: 'issuer' },
  'issuer: an object without id': { issuer: { name: 'School' } },
  'issuer: an object whose id is no URL': { issuer: { id: 'issuer' } },
  'issuer: an object whose id is null': { issuer: { id: null } },
  'issuer: several': { issuer: ['did:example:a', 'did:example:b'] },
  'subjects: none': { credentialSubject: undefined },
  'subjects: an empty one': { credentialSubject: {} },
  'subjects: an empty one among others': { credentialSubject: [{ id: 'did:example:a' }, {}] },
  'subjects: an empty list': { credentialSubject: [] },
  'subjects: a text': { credentialSubject: 'did:example:subject' },
  'dates: no zone': { validFrom: '2024-01-01T00:00:00' },
  'dates: a day': { validFrom: '2024-01-01' },
  'dates: the end without zone': { validUntil: '2044-01-01T00:00:00' },
  'dates: no such day': { validFrom: '2024-02-30T00:00:00Z' },
  'dates: reversed': { validFrom: '2034-01-01T00:00:00Z', validUntil: '2024-01-01T00:00:00Z' },
  'status: without type': { credentialStatus: { id: 'did:example:status' } },
  'status: of a type not mapped': {
    '@context': [V2, { '@vocab': null }],
    credentialStatus: { id: 'did:example:status', type: 'OtherStatus' },
  },
  'status: several ids': {
    credentialStatus: { id: ['did:example:a', 'did:example:b'], type: 'https://example.org/#Status' },
  },
  'status: an id that is no URL': {
    credentialStatus: { id: 'status', type: 'https://example.org/#Status' },
  },
  'status: an entry whose index is no text': listed({ statusListIndex: true }),
  'status: an entry whose index is negative': listed({ statusListIndex: '-1' }),
  'status: an entry of size 0': listed({ statusSize: 0 }),
  'status: an entry of two bits without messages': listed({ statusSize: 2 }),
  'status: an entry without purpose': listed({ statusPurpose: undefined }),
  'status: an entry whose id is its list': listed({ id: 'https://example.org/list' }),
  'status: an entry under a term that is none': { statusEntry: listed({}).credentialStatus },
  'schema: without type': { credentialSchema: { id: 'https://example.org/schema.json' } },
  'schema: without id': { credentialSchema: { type: 'JsonSchema' } },
  'schema: an id that is no URL': { credentialSchema: { id: 'schema', type: 'JsonSchema' } },
  'schema: several, one without type': {
    credentialSchema: [{ id: 'https://example.org/a', type: 'JsonSchema' }, { id: 'https://example.org/b' }],
  },
  'refresh: without type': { refreshService: { id: 'did:example:r' } },
  'refresh: an id that is no URL': {
    refreshService: { id: 'refresh', type: 'https://example.org/#Refresh' },
  },
  'terms of use: without type': { termsOfUse: { id: 'urn:terms:1' } },
  'terms of use: several, one without type': {
    termsOfUse: [{ type: 'https://example.org/#T1' }, { id: 'urn:terms:2' }],
  },
  'evidence: without type': { evidence: { id: 'urn:evidence:1' } },
  'evidence: a text': { evidence: 'urn:evidence:1' },
  'reserved: a confidence method without type': { confidenceMethod: { id: 'urn:c:1' } },
  'reserved: a render method without type': { renderMethod: { id: 'urn:r:1' } },
  'related: texts': { relatedResource: [V2] },
  'related: without id': { relatedResource: { digestSRI: SRI } },
  'related: without digest': related({}),
  'related: twice': {
    relatedResource: [{ id: V2, digestSRI: SRI }, { id: V2, digestMultibase: MULTIBASE }],
  },
  'related: another SRI': related({ digestSRI: SRI.replace('l/H', 'm/H') }),
  'related: another multibase': related({ digestMultibase: MULTIBASE.replace('ZlV', 'ZmV') }),
  'related: another bare multibase': related({ digestMultibase: BARE.replace('ZVc', 'ZWc') }),
  'proof: there already, without type': { proof: { created: '2024-01-01T00:00:00Z' } },
};

export const model = api => [
  ...Object.entries(GOOD).map(([what, more]) => [
    `model grants ${what}`,
    async () => {
      const one = await api.issued(MODEL, credential(more));
      assert.ok(one.issuer && one.proof);
      assert.equal(one['@context'][0], V2);
      await api.accepts(MODEL, one);
    },
  ]),
  ...Object.entries(BAD).map(([what, more]) => [
    `model refuses ${what}`,
    () => api.refusesToIssue(MODEL, credential(more)),
  ]),
  ['model: a credential without proof is not verified', () => api.refuses(MODEL, credential({ issuer: 'did:example:a' }))],
  ['model: what is no credential is not verified', () => api.refuses(MODEL, { type: ['Nonconforming'] })],
  ['model: what is no presentation is not verified', () => api.refusesPresented(MODEL, { type: ['Nonconforming'] })],
  [
    'options that are not known are refused with their name',
    async () => {
      const { status, json } = await api.issue(MODEL, credential(), { colour: 'red' });
      assert.equal(status, 400);
      assert.match(json.type, /UNKNOWN_OPTION_PROVIDED$/);
    },
  ],
  [
    'a domain that is none is no demand, so it is refused',
    async () => {
      const one = await api.issued(MODEL, credential());
      const { status, json } = await api.verify(MODEL, one, { domain: [] });
      assert.equal(status, 400);
      assert.match(json.type, /MALFORMED_VALUE_ERROR$/);
    },
  ],
  [
    'a schema counts where its check is asked for',
    async () => {
      const schema = { id: 'https://example.org/schema.json', type: 'JsonSchema' };
      const one = await api.issued(MODEL, credential({ credentialSchema: schema }));
      await api.accepts(MODEL, one);
      await api.refuses(MODEL, one, { checks: ['proof', 'credentialSchema'] });
      await api.accepts(MODEL, await api.issued(MODEL, credential()), { checks: ['credentialSchema'] });
    },
  ],
  [
    'a body that is no JSON is refused as such',
    async () => {
      const { status, json } = await api.server.post(`/vc-api/${MODEL}/credentials/issue`, '{"credential":');
      assert.equal(status, 400);
      assert.match(json.type, /PARSING_ERROR$/);
    },
  ],
];
