// A harness that asks one server: what it grants and refuses, as the W3C's suites take it.
import assert from 'node:assert/strict';
import { V2 } from './peer.mjs';

export { V2 };
export const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2';
// The instance that is asked where the suite does not matter.
export const MODEL = 'eddsa-rdfc-2022-ed25519';

export const credential = more => ({
  '@context': [V2],
  type: ['VerifiableCredential'],
  credentialSubject: { id: 'did:example:subject' },
  ...more,
});

// One verdict as a harness takes it: a status of 2xx without errors, or 400.
export class Api {
  constructor(server) {
    this.server = server;
  }

  async issue(instance, body, options = {}) {
    return this.server.post(`/vc-api/${instance}/credentials/issue`, { credential: body, options });
  }

  async issued(instance, body, options) {
    const answer = await this.issue(instance, body, options);
    assert.equal(answer.status, 201, answer.text);
    return answer.json.verifiableCredential;
  }

  async refusesToIssue(instance, body, options) {
    const { status, json, text } = await this.issue(instance, body, options);
    assert.equal(status, 400, text);
    assert.match(json.type, /^https:/);
  }

  verify(instance, verifiableCredential, options = { checks: ['proof'] }) {
    return this.server.post(`/vc-api/${instance}/credentials/verify`, { verifiableCredential, options });
  }

  async accepts(instance, one, options) {
    const { status, json, text } = await this.verify(instance, one, options);
    assert.equal(status, 200, text);
    assert.equal(json.verified, true);
    assert.deepEqual(json.errors, []);
  }

  async refuses(instance, one, options) {
    const { status, json, text } = await this.verify(instance, one, options);
    assert.equal(status, 400, text);
    assert.notEqual(json.verified, true);
    return json;
  }

  presented(instance, verifiablePresentation, options = { checks: [] }) {
    return this.server.post(`/vc-api/${instance}/presentations/verify`, { verifiablePresentation, options });
  }

  async acceptsPresented(instance, one, options) {
    const { status, json, text } = await this.presented(instance, one, options);
    assert.equal(status, 200, text);
    assert.equal(json.verified, true);
  }

  async refusesPresented(instance, one, options) {
    const { status, text } = await this.presented(instance, one, options);
    assert.equal(status, 400, text);
  }
}

// [{name, failure}] of [[name, test]].
export async function runAll(tests) {
  const results = [];
  for (const [name, test] of tests) {
    let failure = null;
    try {
      await test();
    } catch (error) {
      failure = String(error.message ?? error).replaceAll('\n', ' ').slice(0, 600);
    }
    results.push({ name, failure });
  }
  return results;
}
