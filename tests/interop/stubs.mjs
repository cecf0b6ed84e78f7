// Peers and a Cairn that do not do their work. With any of them in place the checks must fail: that
// is what shows that they ask the real ones.
import * as peer from './peer.mjs';

const garbage = credential => ({
  ...credential,
  proof: {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2026-02-01T00:00:00Z',
    proofPurpose: 'assertionMethod',
    verificationMethod: `${credential.issuer.id ?? credential.issuer}#x`,
    proofValue:
      'z3FXQjecWufY46yg5abdVZsXqLhxhueuSoZgNSARiKBk9czhSePTFehP8c3PGfb6a22gkfUKxZvmvyCLPbG3ENgZ6',
  },
});

export const peers = {
  'a peer that finds everything verified': { ...peer, verify: async () => ({ verified: true }) },
  'a peer that finds nothing verified': { ...peer, verify: async () => ({ verified: false }) },
  'a peer that signs garbage': { ...peer, issue: async credential => garbage(credential) },
  'a peer that canonizes nothing': { ...peer, canonize: async () => '' },
};

const verdict = (code, text) => async () => ({
  code,
  report: { verdict: text, checks: [], trusted: true },
  err: '',
});

export const cairns = {
  'a cairn that finds everything valid': { verify: verdict(0, 'valid') },
  'a cairn that finds everything invalid': { verify: verdict(1, 'invalid') },
  'a cairn that issues garbage': { issue: async document => garbage(document) },
};

// The real object with some of its methods replaced.
export const replaced = (real, methods) => Object.assign(Object.create(real), methods);
