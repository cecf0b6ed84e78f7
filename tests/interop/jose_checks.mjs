// The checks of tokens between Cairn and npm's jose, in the manner of checks.mjs.
import { inParallel } from './cairn.mjs';
import { documents, issuedBy } from './documents.mjs';
import { outcome, short } from './checks.mjs';
import * as jose from './jose_peer.mjs';

const CREATED = '2026-02-01T00:00:00Z';
const ASKED = '2026-06-01T00:00:00Z';

// What jose signs, in each form in turn, Cairn verifies.
export async function theirTokens(cairn, algorithm, corpus = documents(), peer = jose) {
  const key = await peer.newKey(algorithm);
  const forms = Object.entries(peer.FORMS);
  return inParallel(corpus, ({ name, document }, index) => {
    const [form, issue] = forms[index % forms.length];
    return outcome(`jose -> cairn, ${algorithm}, ${form}: ${name}`, async () => {
      const token = await issue(issuedBy(document, key.did), key);
      const { code, report, err } = await cairn.verify(token, '--at', ASKED);
      return code === 0 && report?.verdict === 'valid'
        ? null
        : `exit ${code}: ${short(report)} ${err}`;
    });
  });
}

// What Cairn issues, jose verifies, and finds the credential in it that went in.
export async function ourTokens(cairn, algorithm, kind, corpus = documents(), peer = jose) {
  const { did, path } = await cairn.newKey(kind);
  return inParallel(corpus, ({ name, document }) =>
    outcome(`cairn -> jose, ${algorithm}: ${name}`, async () => {
      const unsigned = issuedBy(document, did);
      const token = await cairn.issueToken(unsigned, path, CREATED);
      const credential = await peer.verify(token, algorithm);
      for (const member of Object.keys(unsigned))
        if (JSON.stringify(credential[member]) !== JSON.stringify(unsigned[member]))
          return `${member} is not what was signed`;
      const [header, payload, signature] = token.split('.');
      const changed = { ...JSON.parse(Buffer.from(payload, 'base64url')), name: 'Bought' };
      const bytes = Buffer.from(JSON.stringify(changed)).toString('base64url');
      const tampered = [header, bytes, signature].join('.');
      const refused = await peer.verify(tampered, algorithm).then(
        () => false,
        () => true,
      );
      return refused ? null : 'tampered, but verified';
    }),
  );
}

// None of the attacks on a genuine token is found valid.
export async function attacked(cairn, algorithm) {
  const key = await jose.newKey(algorithm);
  const document = issuedBy(documents()[0].document, key.did);
  const genuine = await jose.FORMS['vc+jwt by kid'](document, key);
  const { code } = await cairn.verify(genuine, '--at', ASKED);
  const attacks = Object.entries(await jose.attacks(genuine, document, key));
  const results = await inParallel(attacks, ([name, token]) =>
    outcome(`attack on ${algorithm}: ${name}`, async () => {
      const { code, report } = await cairn.verify(token, '--at', ASKED);
      return code === 1 || code === 65 ? null : `exit ${code}: ${short(report)}`;
    }),
  );
  return [
    { name: `before attacks on ${algorithm}`, failure: code === 0 ? null : `exit ${code}` },
    ...results,
  ];
}
