// Badges that are not in order: each cause has its own sentence and says what to do.
import assert from 'node:assert/strict';
import { badge, words } from './browser.mjs';

/** Well-formed, but not acceptable or not known: file, verdict, the check that says why. */
const DOUBTFUL = [
  ['bad-tampered.json', 'invalid', 'proof', 'fail'],
  ['bad-tampered.png', 'invalid', 'proof', 'fail'],
  ['bad-expired.json', 'invalid', 'validity', 'fail'],
  ['bad-not-yet-valid.json', 'invalid', 'validity', 'fail'],
  ['bad-unknown-issuer.json', 'valid', 'trust', 'unknown'],
  ['bad-unsupported-suite.json', 'unknown', 'proof', 'unknown'],
];
const MALFORMED = [
  'bad-truncated.json',
  'bad-duplicate-key.json',
  'bad-not-utf8.json',
  'bad-truncated.png',
  'bad-crc.png',
  'bad-two-credentials.png',
  'picture.png',
  'picture.svg',
];

export async function bad_badges(visit) {
  const t = words(visit.language);
  const { page } = visit;
  const sentences = new Map();
  await visit.sign_in('jonas');

  await visit.step('has an empty portfolio that says so', async () => {
    await visit.open('#/portfolio');
    await page.getByText(t['portfolio.empty']).waitFor();
  });

  for (const [file, verdict, check, outcome] of DOUBTFUL) {
    await visit.step(file, async () => {
      await page.setInputFiles('input[type=file]', badge(file));
      await page.locator(`.verdict[data-verdict=${verdict}]`, { hasText: file }).waitFor();
      sentences.set(file, await page.locator('.verdict .notice .title').innerText());
      const line = page.locator(`[data-check=${check}]`);
      assert.equal(await line.getAttribute('data-outcome'), outcome);
      assert.match(await line.innerText(), new RegExp(t['verdict.todo']));
      const add = await page.getByRole('button', { name: t['portfolio.add'] }).count();
      assert.equal(add, verdict === 'valid' ? 1 : 0);
    });
  }

  await visit.step('four causes, four sentences', async () => {
    const four = [
      'bad-tampered.json',
      'bad-expired.json',
      'bad-not-yet-valid.json',
      'bad-unknown-issuer.json',
    ];
    assert.equal(new Set(four.map((file) => sentences.get(file))).size, 4);
  });

  for (const file of MALFORMED) {
    await visit.step(file, async () => {
      await page.setInputFiles('input[type=file]', badge(file));
      await visit.settled();
      const said = page.locator('.answers [role=alert], .answers .verdict[data-verdict=invalid]');
      await said.waitFor();
      assert.ok((await said.innerText()).trim().length > 30);
      assert.equal(await page.getByRole('button', { name: t['portfolio.add'] }).count(), 0);
    });
  }

  await visit.step('checks pasted text', async () => {
    await page.getByRole('button', { name: t['drop.paste'] }).click();
    await page.locator('#pasted').fill('{"not": "a badge"}');
    await page.getByRole('button', { name: t['drop.check'] }).click();
    await page.locator('.answers [role=alert], .answers [data-verdict=invalid]').waitFor();
  });
}
