// A learner takes a signed record of her audit away; somebody else checks it with that file, the
// published rules and the command line alone.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { badge, words } from './browser.mjs';

const GOAL = 'riverside/certificate-data-analysis';
const PAGE = `#/programme/${encodeURIComponent(GOAL)}`;

/** Without the marks that keep names and amounts of the other direction apart. */
const plain = (text) => text.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '');

/** The program's exit code and what it says. */
function cairn(...args) {
  return new Promise((resolve) => {
    execFile(process.env.CAIRN, args, (error, out, err) =>
      resolve({ code: error ? error.code : 0, said: out + err }),
    );
  });
}

export async function attestation(visit) {
  const t = words(visit.language);
  const { page } = visit;
  const folder = mkdtempSync(join(tmpdir(), 'cairn-attestation-'));
  const record = join(folder, 'record.json');
  const rules = join(folder, 'rules.json');
  const button = page.getByRole('button', { name: t['attest.run'] });
  const add = async (name) => {
    const answer = await visit.context.request.post(`${visit.url}/api/v1/portfolio`, {
      data: readFileSync(badge(name)),
      headers: { 'content-type': 'application/octet-stream' },
    });
    assert.equal(answer.status(), 201);
  };
  const saved = async (action, path) => {
    const [download] = await Promise.all([page.waitForEvent('download'), action()]);
    await download.saveAs(path);
    return download.suggestedFilename();
  };
  const check = (file, by = rules) =>
    cairn('attestation', 'check', file, '--requirements', by, '--offline');

  try {
    await visit.sign_in('amal');

    await visit.step('says that there is nothing to check without a signed badge', async () => {
      await visit.open(PAGE);
      await button.click();
      const said = await page.locator('[data-refusal=credentials]').innerText();
      assert.ok(said.includes(t['problem.conflict.credentials']), said);
    });

    await visit.step('signs by the keyboard, and saves the file', async () => {
      await add('sql-for-analysts.png');
      await page.reload();
      await visit.settled();
      await button.focus();
      const name = await saved(() => page.keyboard.press('Enter'), record);
      assert.match(name, /^riverside-certificate-data-analysis-\d{4}-\d\d-\d\d\.json$/);
      await page.locator('.attestation .tone-good').waitFor();
    });

    await visit.step('names what each award rests on', async () => {
      const stated = plain(await page.locator('[data-on=stated]').innerText());
      const { awards: backings } = await page.evaluate(
        async (goal) =>
          (
            await fetch('/api/v1/attestations', { method: 'POST', body: JSON.stringify({ goal }) })
          ).json(),
        GOAL,
      );
      const { awards } = await page.evaluate(async () => (await fetch('/api/v1/portfolio')).json());
      const named = new Map(awards.map(({ award }) => [award.id, award.achievement?.name ?? {}]));
      const alone = backings.filter(({ on }) => on === 'stated');
      assert.ok(alone.length > 0);
      for (const { award } of alone) {
        const name = named.get(award)[visit.language] ?? named.get(award).en;
        assert.ok(stated.includes(plain(name)), `${award} is not named: ${stated}`);
      }
      assert.equal(await page.locator('[data-on=credential]').count(), 1);
      assert.equal(await page.locator('[data-on=agreement]').count(), 1);
    });

    await visit.step('somebody else verifies it, and finds the same by the rules', async () => {
      const name = await saved(() => page.getByRole('link', { name: t['attest.rules'] }).click(), rules);
      assert.match(name, /^rules-[0-9a-f]{12}\.json$/);
      const verified = await cairn('verify', record, '--offline');
      assert.equal(verified.code, 0, verified.said);
      const same = await check(record);
      assert.equal(same.code, 0, same.said);
      assert.match(same.said, /THE SAME ANSWER HERE/);
      assert.match(same.said, /attested by Riverside/);
    });

    await visit.step('refuses it when it was changed, or by other rules', async () => {
      const tampered = join(folder, 'tampered.json');
      writeFileSync(tampered, readFileSync(record, 'utf8').replace('"incomplete"', '"complete"'));
      for (const refused of [await check(tampered), await cairn('verify', tampered, '--offline')])
        assert.equal(refused.code, 1, refused.said);
      const others = join(folder, 'others.json');
      writeFileSync(others, readFileSync(rules, 'utf8').replace('Riverside', 'Riverbank'));
      const refused = await check(record, others);
      assert.equal(refused.code, 1, refused.said);
      assert.match(refused.said, /REFUSED/);
    });

    await visit.step('leaves to an officer what badges under several names say', async () => {
      await add('incident-simulation.svg');
      await button.click();
      const said = await page.locator('[data-refusal=subject]').innerText();
      assert.ok(said.includes(t['problem.conflict.subject']), said);
    });

    await visit.step('an officer vouches, and others see that she does', async () => {
      await visit.sign_in('rut');
      await visit.open('#/admin/records');
      await page.reload();
      await page.getByLabel(t['particulars.learner']).selectOption('amal');
      const form = page.getByRole('region', { name: t['attest.officer.title'] });
      await form.getByLabel(t['particulars.achievement']).fill(GOAL);
      await form.getByLabel(t['attest.officer.subject']).fill('did:example:amal');
      await saved(() => button.press('Enter'), record);
      await page.locator('.attestation .tone-good').waitFor();
      await saved(() => page.getByRole('link', { name: t['attest.rules'] }).click(), rules);
      const same = await check(record);
      assert.equal(same.code, 0, same.said);
      assert.match(same.said, /issued under another name for the learner/);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
