// A learner states by what issuers know them, and sees which badges were issued to them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { badge, words } from './browser.mjs';

const BADGE = 'sql-for-analysts.json';

export async function recipients(visit) {
  const t = words(visit.language);
  const { page } = visit;
  const subject = JSON.parse(readFileSync(badge(BADGE), 'utf8')).credentialSubject.id;
  const tag = (match) => page.locator(`.award[data-recipient=${match}]`);
  const open = async () => {
    if (!(await page.locator('#identifier').isVisible()))
      await page.getByText(t['identifiers.title']).click();
  };
  const state = async (identifier) => {
    await open();
    await page.locator('#identifier').fill(identifier);
    await page.getByRole('button', { name: t['identifiers.add'], exact: true }).click();
    await page.locator('.identifiers li', { hasText: identifier }).waitFor();
  };
  await visit.sign_in('jonas');

  await visit.step('says nothing of it while nothing is stated', async () => {
    await visit.open('#/portfolio');
    await page.setInputFiles('input[type=file]', badge(BADGE));
    await page.getByRole('button', { name: t['portfolio.add'] }).click();
    await page.locator('.award').first().waitFor();
    assert.equal(await page.locator('.award[data-recipient]').count(), 0);
  });

  await visit.step('an address that the badge was not issued to', async () => {
    await state('jonas@example.com');
    await tag('differs').getByText(t['award.recipient.differs']).waitFor();
  });

  await visit.step('the identifier that it was issued to', async () => {
    await state(subject);
    await tag('matches').getByText(t['award.recipient.matches']).waitFor();
    assert.equal(await tag('differs').count(), 0);
  });

  await visit.step('says so of a badge that is only checked', async () => {
    await page.setInputFiles('input[type=file]', badge(BADGE));
    const said = page.locator('.verdict dd[data-recipient=matches]');
    await said.waitFor();
    assert.ok((await said.innerText()).trim().length > 10);
  });

  await visit.step('takes an identifier back', async () => {
    await visit.open('#/portfolio');
    await open();
    await page.locator('.identifiers li', { hasText: subject }).getByRole('button').click();
    await tag('differs').first().waitFor();
    assert.equal(await page.locator('.identifiers li').count(), 1);
  });
}
