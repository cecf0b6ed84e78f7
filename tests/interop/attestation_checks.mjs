// Attestations both ways with the npm stack: what Cairn attests for Amal of the demonstration, on
// the command line or as a server, the peer verifies, as a whole and each credential inside; what the
// peer signs, Cairn checks.
import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { outcome } from './checks.mjs';
import { Server } from './vc_api_server.mjs';

const path = name => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const GOAL = 'riverside/certificate-data-analysis';

function schemas() {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false });
  ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
  const read = name => JSON.parse(readFileSync(path(`schemas/${name}.schema.json`), 'utf8'));
  for (const name of ['requirement', 'policy', 'catalogue', 'precedents', 'record', 'audit']) ajv.addSchema(read(name));
  return {
    claim: ajv.compile(read('attestation')),
    answer: ajv.compile(read('recheck')),
    record: ajv.compile(read('openbadges/ClrCredential')),
  };
}

// The rules of the demonstration with Amal's goal, in a folder.
function rulesOf(cairn) {
  const folder = join(cairn.folder, 'attestation-rules');
  cpSync(path('examples/consortium'), folder, { recursive: true });
  writeFileSync(join(folder, 'goal.yaml'), `goal: ${GOAL}\n`);
  return folder;
}

async function attest(cairn, rules) {
  const { path: key, did } = await cairn.newKey();
  const { code, out, err } = await cairn.run(
    'attestation', 'issue', '--requirements', rules, '--record', path('examples/amal/record.yaml'),
    '--credential', path('examples/badges/sql-for-analysts.json'), '--key', key, '--at', '2026-11-28', '--offline',
  );
  if (code !== 0) throw new Error(`cairn attestation issue: exit ${code}: ${err}`);
  return { signed: JSON.parse(out.toString('utf8')), did };
}

async function check(cairn, rules, signed) {
  const file = cairn.path(JSON.stringify(signed));
  const { code, out, err } = await cairn.run(
    'attestation', 'check', file, '--requirements', rules, '--json', '--offline',
  );
  if (code !== 0 && code !== 1) throw new Error(`cairn attestation check: exit ${code}: ${err}`);
  return { code, answer: JSON.parse(out.toString('utf8')) };
}

const changed = (signed, change) => {
  const copy = structuredClone(signed);
  change(copy.credentialSubject.audit);
  return copy;
};

export async function bothWays({ cairn, peer }) {
  const rules = rulesOf(cairn);
  const { signed } = await attest(cairn, rules);
  const fits = schemas();
  const errorOf = valid => (value => (valid(value) ? null : JSON.stringify(valid.errors[0])));
  const refuses = async change => {
    const bad = changed(signed, change);
    if ((await peer.verify(bad)).verified) return 'the peer verifies it';
    const { code, answer } = await check(cairn, rules, bad);
    return code === 1 && answer.outcome === 'refused' ? null : answer.outcome;
  };
  return Promise.all([
    outcome('an attestation fits the schema of learner records', async () => errorOf(fits.record)(signed)),
    outcome('its claim fits its schema', async () => errorOf(fits.claim)(signed.credentialSubject.audit)),
    outcome('the peer verifies it', async () => {
      const { verified, error } = await peer.verify(signed);
      return verified ? null : `${error?.errors?.[0]?.message ?? error?.message}`;
    }),
    outcome('the peer verifies each credential inside', async () => {
      for (const inside of signed.credentialSubject.verifiableCredential)
        if (!(await peer.verify(inside)).verified) return inside.id;
      return null;
    }),
    outcome('Cairn finds the same answer, in a form that fits its schema', async () => {
      const { code, answer } = await check(cairn, rules, signed);
      if (code !== 0 || answer.outcome !== 'same') return JSON.stringify(answer);
      return errorOf(fits.answer)(answer);
    }),
    outcome('neither accepts another status', () => refuses(audit => (audit.answer.status = 'complete'))),
    outcome('neither accepts other rules', () => refuses(audit => (audit.rules = `sha256:${'0'.repeat(64)}`))),
    outcome('neither accepts another grant in the record', () =>
      refuses(audit => (audit.record.awards[2].credit[0].amount = '30'))),
    outcome('what the peer signs, Cairn checks', async () => {
      const { key, did } = await peer.keyOf('ed25519');
      const { proof: _, ...unsigned } = signed;
      const theirs = await peer.issue({ ...unsigned, issuer: did }, key, { created: signed.validFrom });
      const { answer } = await check(cairn, rules, theirs);
      if (answer.outcome !== 'same') return JSON.stringify(answer);
      return answer.issuer === did ? null : answer.issuer;
    }),
    outcome('a lie that the peer signs differs', async () => {
      const { key, did } = await peer.keyOf('ed25519');
      const { proof: _, ...unsigned } = changed(signed, audit => (audit.answer.status = 'complete'));
      const theirs = await peer.issue({ ...unsigned, issuer: did }, key, { created: signed.validFrom });
      const { code, answer } = await check(cairn, rules, theirs);
      return code === 1 && answer.differences[0]?.place === '/status' ? null : JSON.stringify(answer);
    }),
  ]);
}

// What the server of the demonstration signs for Amal, and the rules that it publishes.
async function attestByServer(program) {
  const server = await new Server(program, '').start('--demo', path('examples/consortium'));
  try {
    const { cookie } = await server.post('/api/v1/session', { person: 'amal' });
    const ask = (where, body) => server.ask('POST', `/api/v1/${where}`, { body, headers: { cookie } });
    await ask('portfolio', readFileSync(path('examples/badges/sql-for-analysts.json'), 'utf8'));
    const { status, json, text } = await ask('attestations', { goal: GOAL });
    if (status !== 201) throw new Error(`the server does not attest: ${status} ${text}`);
    const rules = await server.get(`/api/v1/rules/${encodeURIComponent(json.rules)}`);
    return { signed: json.attestation, rules: rules.text, digest: json.rules };
  } finally {
    await server.stop();
    server.close();
  }
}

export async function byServer({ cairn, peer }) {
  const { signed, rules, digest } = await attestByServer(cairn.program);
  const fits = schemas();
  const errorOf = (valid, value) => (valid(value) ? null : JSON.stringify(valid.errors[0]));
  return Promise.all([
    outcome('what the server attests fits the schema of learner records', async () => errorOf(fits.record, signed)),
    outcome('its claim fits its schema', async () => errorOf(fits.claim, signed.credentialSubject.audit)),
    outcome('the peer verifies it', async () => {
      const { verified, error } = await peer.verify(signed);
      return verified ? null : `${error?.errors?.[0]?.message ?? error?.message}`;
    }),
    outcome('the peer refuses it when it was changed', async () => {
      const lie = changed(signed, audit => (audit.answer.status = 'complete'));
      return (await peer.verify(lie)).verified ? 'the peer verifies it' : null;
    }),
    outcome('the digest of the rules is that of their file', async () => {
      const found = `sha256:${createHash('sha256').update(rules).digest('hex')}`;
      return found === digest && digest === signed.credentialSubject.audit.rules ? null : found;
    }),
    outcome('Cairn finds the same answer by that file', async () => {
      const { answer } = await check(cairn, cairn.path(rules), signed);
      return answer.outcome === 'same' ? null : JSON.stringify(answer);
    }),
  ]);
}
