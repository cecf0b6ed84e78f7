// What an administrator sees and does.
import assert from 'node:assert/strict';
import { words } from './browser.mjs';

const WRONG = 'organizations:\n  - id: e2e-college\n    kind: castle\n    name: {en: "A castle"}\n';
const WAIVED = 'council/registration/learning';
const RIGHT = JSON.stringify({
  organizations: [
    {
      id: 'e2e-college',
      kind: 'college',
      name: { en: 'Lakeside College', ar: 'كلية ليكسايد' },
      country: 'US',
      website: 'https://lakeside.example',
      creditSystem: 'us-semester',
    },
  ],
});

export async function administration(visit) {
  const t = words(visit.language);
  const { page } = visit;

  await visit.step('signs in as the administrator', async () => {
    await visit.open();
    await page.getByRole('button', { name: /Rut Lindqvist/ }).click();
    await page.getByRole('heading', { level: 1, name: t['admin.organizations'] }).waitFor();
    await page.locator('tbody tr').nth(3).waitFor();
  });

  await visit.step('lists achievements page by page', async () => {
    await page.getByRole('link', { name: t['admin.achievements'] }).click();
    await page.locator('tbody tr').first().waitFor();
    const before = await page.locator('tbody tr').count();
    await page.getByRole('button', { name: t['pager.more'] }).click();
    await page.waitForFunction((n) => document.querySelectorAll('tbody tr').length > n, before);
    await page.getByText(t['achievement.superseded'], { exact: true }).first().waitFor();
  });

  await visit.step('lists agreements', async () => {
    await page.getByRole('link', { name: t['admin.agreements'] }).click();
    await page.locator('tbody tr').nth(3).waitFor();
  });

  await visit.step('decides what no agreement answers, for everybody', async () => {
    await page.getByRole('link', { name: t['admin.precedents'] }).click();
    await page.getByText(t['ruling.title']).click();
    await page.getByLabel(t['particulars.learner']).selectOption('amal');
    await page.getByLabel(t['ruling.award']).selectOption('amal-statistics');
    await page.getByRole('combobox', { name: t['ruling.receiver'] }).selectOption('nordhaven');
    await page.getByLabel(t['ruling.amount']).fill('1');
    await page.getByLabel(t['ruling.reason']).fill('Covers the same methods');
    await page.getByRole('button', { name: t['ruling.run'] }).click();
    await page.getByText(t['ruling.done']).waitFor();
    await page.locator('tbody tr').filter({ hasText: 'Covers the same methods' }).waitFor();
  });

  await visit.step('states an exception, which comes up at once and can be undone', async () => {
    await page.getByRole('link', { name: t['admin.records'] }).click();
    await page.getByLabel(t['particulars.learner']).selectOption('miriam');
    const statements = page.locator('.statements li');
    await statements.first().waitFor();
    const before = await statements.count();
    await page.getByLabel(t['exception.node']).fill(WAIVED);
    await page.getByLabel(t['exception.reason']).fill('Taught it for years');
    await page.getByRole('button', { name: t['particulars.addException'] }).click();
    const waived = statements.filter({ hasText: WAIVED });
    await waived.waitFor();
    assert.match(await waived.innerText(), /Rut Lindqvist/);
    await page.getByRole('button', { name: t['common.undo'] }).click();
    await waived.waitFor({ state: 'detached' });
    assert.equal(await statements.count(), before);
  });

  await visit.step('refuses an entry that no audit could go by, and keeps what was typed', async () => {
    await page.getByLabel(t['particulars.achievement']).first().fill('council/registration');
    await page.getByLabel(t['particulars.on']).fill('2023-04-01');
    await page.getByLabel(t['particulars.version']).fill('99');
    await page.getByRole('button', { name: t['particulars.addEntry'] }).click();
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByLabel(t['particulars.version']).inputValue(), '99');
  });

  await visit.step('refuses a wrong document and names the place', async () => {
    await page.getByRole('link', { name: t['admin.import'], exact: true }).click();
    await page.locator('#document').fill(WRONG);
    await page.getByRole('button', { name: t['import.run'] }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    assert.ok((await alert.innerText()).includes(t['problem.invalid']));
    // Only where the server's English is not the reader's language.
    if (visit.language !== 'en') await alert.getByText(t['problem.details']).click();
    assert.match(await alert.innerText(), /castle|kind/);
  });

  await visit.step('imports a right one', async () => {
    await page.locator('#document').fill(RIGHT);
    await page.getByRole('button', { name: t['import.run'] }).click();
    await page.locator('.notice.tone-good').waitFor();
    await page.getByRole('link', { name: t['admin.organizations'] }).click();
    await page.getByText(visit.language === 'ar' ? 'كلية ليكسايد' : 'Lakeside College').waitFor();
  });

  await visit.step('shows the journal', async () => {
    await page.getByRole('link', { name: t['admin.journal'] }).click();
    await page.locator('tbody tr').first().waitFor();
  });

  await visit.step('closes a learner’s page to the administrator', async () => {
    await visit.open('#/portfolio');
    await page.getByText(t['closed.role']).waitFor();
  });

  await visit.step('has a page for addresses that lead nowhere', async () => {
    await visit.open('#/nowhere');
    await page.getByRole('heading', { level: 1, name: t['lost.title'] }).waitFor();
  });
}
