// An officer sees what is due, awards it, and the learner sees by whose authority.
import assert from 'node:assert/strict';
import { words } from './browser.mjs';

const NAMES = { en: 'Start in Analysis', ar: 'بداية في التحليل' };
const CERTIFICATE = {
  id: 'riverside/analysis-start',
  organization: 'riverside',
  kind: 'certificate',
  name: NAMES,
  credit: [{ amount: '3', system: 'us-semester' }],
  consumption: 'absorbed',
  requirement: {
    id: 'r',
    all: [
      { id: 'a', holds: 'riverside/data-literacy' },
      { id: 'b', holds: 'riverside/statistics' },
    ],
  },
};
const RULES = JSON.stringify({
  achievements: [CERTIFICATE],
  authorities: [
    {
      id: 'riverside-start',
      organization: 'riverside',
      officer: 'Provost Ada Quist',
      achievements: ['riverside/analysis-*'],
      from: '2020-01-01',
    },
  ],
});
const ITEM = `[data-learner=amal] [data-achievement="${CERTIFICATE.id}"]`;

export async function conferral(visit) {
  const t = words(visit.language);
  const { page } = visit;

  await visit.step('the administrator publishes a certificate and an authority', async () => {
    await visit.open();
    await page.getByRole('button', { name: /Rut Lindqvist/ }).click();
    await page.getByRole('link', { name: t['admin.import'], exact: true }).click();
    await page.locator('#document').fill(RULES);
    await page.getByRole('button', { name: t['import.run'] }).click();
    await page.locator('.notice.tone-good').waitFor();
  });

  await visit.step('sees to whom it is due, under whose authority and what it uses up', async () => {
    await page.getByRole('link', { name: t['admin.due'], exact: true }).click();
    const said = await page.locator(ITEM).innerText();
    assert.ok(said.includes('Provost Ada Quist'), said);
    assert.ok(said.includes(t['due.granted']), said);
  });

  await visit.step('is asked once more, by the keyboard, too', async () => {
    await page.locator(`${ITEM} button`).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
  });

  await visit.step('awards nothing when the question is closed', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await page.locator(ITEM).count(), 1);
  });

  await visit.step('awards it', async () => {
    await page.locator(`${ITEM} button`).click();
    await page.getByRole('button', { name: t['due.confirm.yes'] }).click();
    await page.locator(ITEM).waitFor({ state: 'detached' });
  });

  await visit.step('finds it in the journal', async () => {
    await page.getByRole('link', { name: t['admin.journal'] }).click();
    await page.getByText(t['journal.conferral.award']).first().waitFor();
  });

  await visit.step('the learner sees by whose authority', async () => {
    await visit.sign_in('amal');
    await visit.open('#/portfolio');
    await page.reload();
    const told = page.locator('[data-conferral=riverside-start]');
    await told.waitFor();
    assert.ok((await told.innerText()).includes('Provost Ada Quist'));
  });
}
