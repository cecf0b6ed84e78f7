// What only a person can decide, and what happens when the server fails.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { badge, words } from './browser.mjs';

/** Without the marks that keep names and amounts of the other direction apart. */
const plain = (text) => text.replaceAll(/[\u2068\u2069]/g, '');

export async function choices(visit) {
  const t = words(visit.language);
  const { page } = visit;
  await visit.sign_in('salma');

  await visit.step('offers competing recognitions and decides nothing', async () => {
    await visit.open('#/portfolio');
    await page.locator('.proposal').first().waitFor();
    const competing = page.locator('.proposal', { has: page.locator('p.soft:not(.small)') });
    assert.equal(await competing.count(), 2);
  });

  await visit.step('takes one; the other falls away', async () => {
    const before = await page.locator('.proposal').count();
    const competing = page.locator('.proposal', { has: page.locator('p.soft:not(.small)') });
    await competing.first().getByRole('button').click();
    await page.locator('.toast').waitFor();
    await visit.settled();
    assert.equal(await page.locator('.proposal').count(), before - 2);
    assert.ok((await page.locator('.award .decision').count()) >= 1);
    await page.getByRole('button', { name: t['common.close'] }).click();
    assert.equal(await page.locator('.toast').count(), 0);
  });

  await visit.step('says kindly that a copy of a badge counts for one person', async () => {
    await visit.sign_in('jonas');
    const file = { 'Content-Type': 'application/octet-stream' };
    const data = readFileSync(badge('sql-for-analysts.png'));
    const first = await visit.context.request.post(`${visit.url}/api/v1/portfolio`, {
      data,
      headers: file,
    });
    assert.equal(first.status(), 201);
    await visit.sign_in('salma');
    await visit.open('#/portfolio');
    await page.setInputFiles('input[type=file]', badge('sql-for-analysts.json'));
    await page.getByRole('button', { name: t['portfolio.add'] }).click();
    await page.locator('.addition').waitFor();
    await visit.settled();
    const name = t['proposal.acceptNamed'].split('{name}')[0].trim();
    const open = await page.locator('.proposal').count();
    await page
      .locator('.proposal', { hasText: /SQL|Riverside|ريفرسايد/ })
      .getByRole('button', { name })
      .click();
    await page.locator('[data-problem=conflict]').waitFor();
    const said = plain(await page.locator('[data-problem=conflict]').innerText());
    assert.ok(said.includes(t['problem.conflict.proposalId']), said);
    assert.equal(await page.locator('.proposal').count(), open);
  });

  await visit.step('shows what is in progress and what was taken back', async () => {
    for (const state of ['award.in-progress', 'award.revoked']) {
      await page.getByText(t[state], { exact: true }).first().waitFor();
    }
    await visit.open(`#/programme/${encodeURIComponent('nordhaven/bsc-cybersecurity')}`);
    await page.getByRole('button', { name: t['programme.map'], exact: true }).click();
    await page.locator('[id="stone-nordhaven/threat-analysis"].in_progress').waitFor();
  });

  await visit.step('says why an agreement does not apply, and what would', async () => {
    await visit.open('#/portfolio');
    const award = page.locator('.award', { has: page.locator('[data-reason=agreement_ended]') });
    const details = award.locator('.refusals');
    await details.locator('summary').click();
    const said = plain(await details.innerText());
    const ended = t['refusal.agreement_ended'].split('{date}')[0];
    assert.ok(said.includes(ended), said);
    assert.ok(said.includes(t['refusal.agreement_ended.todo'].split('{receiver}')[0]), said);
    assert.ok((await page.locator('[data-reason=no_agreement]').count()) > 0);
    assert.ok((await page.locator('[data-reason=not_earned]').count()) > 0);
  });

  await visit.step('says what is proven of a plan that is not', async () => {
    const route = '**/api/v1/plans/next?**';
    await page.route(route, async (asked) => {
      const answered = await asked.fetch();
      const next = await answered.json();
      const bound = { cost: [{ amount: '100.00', currency: 'EUR' }], weeks: 1, finish: '2026-11-30' };
      Object.assign(next.cheapest, { status: 'undecided', bound });
      Object.assign(next.fastest, { status: 'undecided', bound, steps: [], cost: [] });
      delete next.fastest.finish;
      await asked.fulfill({ response: answered, json: next });
    });
    await visit.open(`#/next/${encodeURIComponent('nordhaven/certificate-network-security')}`);
    const [cheapest, fastest] = await page.locator('.plan[data-status=undecided]').allInnerTexts();
    assert.match(plain(cheapest), /100/);
    assert.ok(plain(cheapest).includes(t['plan.bound.cost'].split('{least}')[0]), cheapest);
    assert.ok(plain(fastest).includes(t['plan.notfound.todo']), fastest);
    assert.ok(plain(fastest).includes(t['plan.bound.ifFinish'].split('{least}')[0]), fastest);
    await page.unroute(route);
  });

  await visit.step('says kindly that the server is away, and tries again', async () => {
    await page.route('**/api/v1/standing?**', (route) => route.abort());
    await visit.open('#/toward');
    await page.getByRole('alert').getByText(t['problem.unavailable']).waitFor();
    await page.unroute('**/api/v1/standing?**');
    await page.getByRole('button', { name: t['common.retry'] }).click();
    await page.locator('.programme').first().waitFor();
  });

  await visit.step('shows a problem document of an unknown goal', async () => {
    await visit.open(`#/programme/${encodeURIComponent('nobody/nothing')}`);
    await page.getByRole('alert').waitFor();
  });

  await visit.step('says why there is no plan', async () => {
    await visit.open(`#/next/${encodeURIComponent('nordhaven/certificate-network-security')}`);
    await page.locator('#hours').fill('1');
    await page.locator('#hours').blur();
    await page.locator('.plan[data-status=none]').first().waitFor();
    const said = await page.locator('.plan[data-status=none]').first().innerText();
    assert.ok(said.includes(t['plan.none.todo']), said);
  });
}
