// From a badge file to the next step, by mouse or finger: what issue 2 calls the main job.
import assert from 'node:assert/strict';
import { badge, words } from './browser.mjs';

const GOAL = 'riverside/bas-data-analytics';

/** Without the marks that keep names and amounts of the other direction apart. */
const plain = (text) => text.replaceAll(/[\u2068\u2069]/g, '');

export async function main_path(visit) {
  const t = words(visit.language);
  const { page } = visit;

  await visit.step('welcomes and offers people', async () => {
    await visit.open();
    assert.equal(await page.getAttribute('html', 'lang'), visit.language);
    assert.equal(await page.getAttribute('html', 'dir'), visit.language === 'ar' ? 'rtl' : 'ltr');
    assert.ok((await page.locator('.people button').count()) >= 4);
    assert.equal(await page.locator('.answers li').count(), 4);
  });

  await visit.step('signs in as Amal', async () => {
    await page.getByRole('button', { name: /Amal Haddad/ }).click();
    await page.waitForURL(/#\/portfolio/);
    await page.getByRole('heading', { level: 1, name: t['portfolio.title'] }).waitFor();
    await page.locator('.award').first().waitFor();
  });

  await visit.step('says that a foreign badge in a PNG is genuine, check by check', async () => {
    await visit.drop(badge('sql-for-analysts.png'));
    await page.locator('[data-verdict=valid]').waitFor();
    assert.equal(await page.locator('.verdict .notice .title').innerText(), t['verdict.valid']);
    assert.equal(await page.locator('.checks > li').count(), 8);
    for (const check of ['structure', 'proof', 'issuer_binding', 'trust', 'validity']) {
      const line = page.locator(`[data-check=${check}]`);
      assert.equal(await line.getAttribute('data-outcome'), 'pass', check);
      assert.match(await line.innerText(), new RegExp(t['outcome.pass']));
    }
  });

  await visit.step('adds it, recognised exactly by a named agreement', async () => {
    await page.getByRole('button', { name: t['portfolio.add'] }).click();
    const said = page.locator('.addition .decision').first();
    await said.waitFor();
    const text = (await said.innerText()).replaceAll(/[\u2068\u2069]/g, '');
    assert.match(text, /2\sECTS/);
    const one_credit = visit.language === 'en' ? '1 US semester credit' : '1 ساعة معتمدة أمريكية';
    assert.ok(text.includes(one_credit), text);
    const agreement = {
      en: 'Meridian data badges at Riverside',
      ar: 'شارات بيانات ميريديان في ريفرسايد',
    };
    assert.ok(text.includes(agreement[visit.language]), text);
    assert.ok(text.includes(t['decision.once']), text);
  });

  await visit.step('counts the same badge once, in another form too', async () => {
    const before = await page.locator('.award').count();
    await page.setInputFiles('input[type=file]', badge('sql-for-analysts.json'));
    await page.locator('[data-verdict=valid]').waitFor();
    await page.getByRole('button', { name: t['portfolio.add'] }).click();
    await page.locator('.addition .notice').waitFor();
    const name = { en: 'SQL for analysts', ar: 'للمحللين' }[visit.language];
    const said = await page.locator('.addition .notice .title').innerText();
    assert.ok(said.includes(name) && said !== '', said);
    await visit.settled();
    assert.equal(await page.locator('.award').count(), before);
  });

  await visit.step('removes the award, and takes that back', async () => {
    const before = await page.locator('.award').count();
    const card = page.locator('.award', { has: page.locator('.decision') }).first();
    const id = await card.getAttribute('data-award');
    await card.getByRole('button').click();
    await page.locator(`[data-award="${id}"]`).waitFor({ state: 'detached' });
    assert.equal(await page.locator('.award').count(), before - 1);
    await page.getByRole('button', { name: t['common.undo'] }).click();
    await page.locator(`[data-award="${id}"] .decision`).waitFor();
    assert.equal(await page.locator('.award').count(), before);
  });

  await visit.step('shows what is expired', async () => {
    await page.getByText(t['award.expired'], { exact: true }).first().waitFor();
  });

  await visit.step('orders the programmes by distance', async () => {
    await page.getByRole('link', { name: t['nav.toward'] }).first().click();
    await page.locator('.programme').first().waitFor();
    const known = await page.evaluate(async () => (await fetch('/api/v1/standing')).json());
    const shown = await page
      .locator('.programme')
      .evaluateAll((cards) => cards.map((card) => card.dataset.programme));
    assert.deepEqual(
      shown,
      known.programmes.slice(0, 20).map((one) => one.achievement.id),
    );
    assert.ok(shown.includes(GOAL));
    assert.ok((await page.locator('.programme [role=progressbar]').count()) === shown.length);
  });

  await visit.step('filters the programmes, all that there are', async () => {
    const shown = () =>
      page.locator('.programme').evaluateAll((cards) => cards.map((card) => card.dataset.programme));
    const asked = async (query) => {
      const known = await page.evaluate(
        async (query) => (await fetch(`/api/v1/standing?${query}`)).json(),
        query,
      );
      return known.programmes.map((one) => one.achievement.id);
    };
    const all = await shown();
    await page.locator('select').first().selectOption('riverside');
    await visit.settled();
    assert.deepEqual(await shown(), await asked('organization=riverside'));
    assert.ok((await shown()).length < all.length);
    await page.locator('select').nth(1).selectOption('degree');
    await visit.settled();
    await page.getByRole('checkbox').check();
    await visit.settled();
    assert.deepEqual(await shown(), [GOAL]);
    const found = plain(await page.locator('[role=status]').innerText());
    assert.equal(found, t['toward.found'].one.replace('{count}', '1'));
  });

  await visit.step('draws the map from micro-credentials to the degree', async () => {
    await page.locator(`[data-programme="${GOAL}"] a`).click();
    await page.getByRole('button', { name: t['programme.map'], exact: true }).click();
    await page.locator('.stone').first().waitFor();
    const more = page.locator('.tools [aria-pressed=false]');
    if (await more.count()) await more.click();
    const map = await page.evaluate(
      async (goal) => (await fetch(`/api/v1/map?goal=${encodeURIComponent(goal)}`)).json(),
      GOAL,
    );
    assert.equal(await page.locator('.stone').count(), map.nodes.length);
    for (const kind of ['micro-credential', 'certificate', 'diploma', 'degree']) {
      assert.ok(
        map.nodes.some((node) => node.kind === kind),
        kind,
      );
    }
    const sql = page.locator('[id="stone-riverside/sql-queries"]');
    assert.ok((await sql.getAttribute('aria-label')).includes(t['state.done']));
    for (const mark of ['map.exit', 'map.entry']) {
      const marked = map.nodes.filter((node) => node[mark.slice(4)]).length;
      assert.ok(marked > 0, mark);
      assert.equal(await page.locator(`.stone[aria-label*="${t[mark]}"]`).count(), marked, mark);
    }
  });

  await visit.step('tells what is done, what is missing and why', async () => {
    await page.locator('[id="stone-riverside/certificate-data-analysis"]').dispatchEvent('click');
    const panel = page.locator('.panel');
    await panel.waitFor();
    await visit.settled();
    assert.ok(await panel.getByRole('heading', { name: t['panel.why'] }).count(), 'no reasons');
    assert.ok((await panel.locator('ul').first().locator('li').count()) > 0);
    await page.getByRole('button', { name: t['panel.close'] }).click();
    assert.equal(await panel.count(), 0);
    assert.ok((await page.locator('section[aria-labelledby=audit] .rule').count()) > 1);
  });

  await visit.step('says the same as a list', async () => {
    const stones = await page
      .locator('.stone')
      .evaluateAll((all) => all.map((one) => one.id.slice(6)));
    await page.getByRole('button', { name: t['programme.list'], exact: true }).click();
    await page.locator('.branches').first().waitFor();
    const map = await page.evaluate(
      async (goal) => (await fetch(`/api/v1/map?goal=${encodeURIComponent(goal)}`)).json(),
      GOAL,
    );
    const listed = (await page.locator('.branches button').allInnerTexts()).map((name) =>
      name.replaceAll('\u200f', ''),
    );
    for (const id of stones) {
      const { name } = map.nodes.find((node) => node.id === id);
      assert.ok(listed.includes(name[visit.language] ?? name.en), `${id} is not listed`);
    }
  });

  await visit.step('proposes the cheapest and the fastest next step', async () => {
    await page.getByRole('link', { name: t['programme.next'] }).click();
    await page.locator('.plan').first().waitFor();
    const plans = page.locator('.plan');
    assert.ok((await plans.count()) >= 1);
    for (const plan of await plans.all()) {
      assert.equal(await plan.getAttribute('data-status'), 'optimal');
      assert.ok((await plan.locator('.sums dd').count()) >= 3);
      assert.ok((await plan.locator('.steps li').count()) >= 1);
      assert.ok((await plan.innerText()).includes(t['plan.optimal.words']));
    }
  });

  await visit.step('plans again for other hours', async () => {
    const answer = page.waitForResponse((one) => one.url().includes('weeklyHours=8'));
    await page.locator('#hours').fill('8');
    await page.locator('#hours').blur();
    assert.equal((await answer).status(), 200);
    await visit.settled();
    await page.locator('.plan').first().waitFor();
  });

  await visit.step('shows a plan for another goal', async () => {
    await page.locator('select').selectOption('nordhaven/certificate-network-security');
    await page.waitForURL(/certificate-network-security/);
    await page.locator('.plan').first().waitFor();
  });

  await visit.step('signs out', async () => {
    await page.getByRole('button', { name: t['nav.leave'] }).click();
    await page.getByRole('heading', { level: 1, name: t['welcome.title'] }).waitFor();
    await visit.open('#/portfolio');
    await page.getByText(t['closed.nobody']).waitFor();
  });
}
