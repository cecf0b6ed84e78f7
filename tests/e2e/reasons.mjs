// Why an audit says what it says: what is missing and what would do instead, what stands in the way,
// what made each recognised award, which version applied, and what policies of which layer added.
import assert from 'node:assert/strict';
import { words } from './browser.mjs';

const REGISTRATION = 'council/registration';
const NURSING = 'nordhaven/bsc-nursing';

/** Without the marks that keep names and amounts of the other direction apart. */
const plain = (text) => text.replaceAll(/[\u2066-\u2069\u200e\u200f]/g, '');
const programme = (goal) => `#/programme/${encodeURIComponent(goal)}`;

/** What the API answers about the goal, for whoever is signed in. */
const audit_of = (page, goal) =>
  page.evaluate(
    async (goal) => (await fetch(`/api/v1/audit?goal=${encodeURIComponent(goal)}`)).json(),
    goal,
  );

export async function reasons(visit) {
  const t = words(visit.language);
  const { page } = visit;
  const says = async (place, key) => {
    const said = plain(await page.locator(place).first().innerText());
    const sure = t[key].split(/\{\w+\}/).reduce((a, b) => (a.length > b.length ? a : b));
    assert.ok(said.includes(sure.trim()), `${said}\n  does not say: ${sure}`);
    return said;
  };
  const quoted = (texts) => t['common.quoted'].replace('{name}', plain(texts[visit.language]));
  await visit.sign_in('miriam');

  await visit.step('says what else her record holds', async () => {
    await visit.open('#/portfolio');
    await page.getByText(t['particulars.own']).click();
    await page.locator('.statements li').first().waitFor();
    await says('.statements li', 'particulars.entry');
  });

  await visit.step('says how much of each missing part is there', async () => {
    await visit.open(programme(REGISTRATION));
    await page.locator('[data-missing]').first().waitFor();
    const { audit } = await audit_of(page, REGISTRATION);
    assert.equal(await page.locator('[data-missing]').count(), audit.missing.length);
    const study = `[data-missing="${REGISTRATION}/learning"]`;
    assert.equal(await page.locator(`${study} [role=progressbar]`).count(), 1);
    assert.match(await page.locator(study).innerText(), visit.language === 'en' ? /20 of 35/ : /20|٢٠/);
  });

  await visit.step('says what stands in the way: what expired, and which limit is reached', async () => {
    assert.equal(await page.locator('[data-reason=expired]').count(), 1);
    await says('[data-reason=expired]', 'reason.places');
    await says('[data-reason=limited]', 'reason.limitedBy');
  });

  await visit.step('draws the version that applied, with why', async () => {
    const { audit } = await audit_of(page, REGISTRATION);
    const [applied] = audit.versions;
    assert.equal(applied.why, 'taught_out'); // her record says that she entered in 2023
    const line = `[data-version="${applied.version}"][data-why=${applied.why}]`;
    await says(line, `version.why.${applied.why}`);
    assert.equal(await page.locator(`${line} .row`).count(), 2);
    assert.equal(await page.locator('[data-why]').count(), audit.versions.length);
  });

  for (const why of ['entered', 'taught_out', 'chosen', 'first']) {
    await visit.step(`explains a version by "${why}"`, async () => {
      const route = '**/api/v1/audit?**';
      await page.route(route, async (asked) => {
        const answered = await asked.fetch();
        const answer = await answered.json();
        const version = why === 'taught_out' ? 2 : 1;
        Object.assign(answer.audit.versions[0], { why, version, insteadOf: 1 });
        answer.series[0].entered = '2023-04-01';
        await asked.fulfill({ response: answered, json: answer });
      });
      await visit.open('#/toward');
      await visit.open(programme(REGISTRATION));
      await says(`[data-why=${why}]`, `version.why.${why}`);
      assert.equal(await page.locator('[data-why]').first().locator('.mark.entered').count(), 1);
      await page.unroute(route);
    });
  }

  await visit.step('says what was granted of a rule, by whom, why and for how long', async () => {
    const route = '**/api/v1/audit?**';
    const kinds = ['waive', 'substitute', 'force', 'block', 'adjust'];
    await page.route(route, async (asked) => {
      const answered = await asked.fetch();
      const answer = await answered.json();
      answer.exceptions = kinds.map((kind) => ({
        ...{ id: kind, kind, node: `${REGISTRATION}/learning`, author: 'Rut Lindqvist' },
        ...{ reason: 'Taught it', evidence: 'Minutes 7', from: '2026-01-01', until: '2026-12-31' },
        ...(kind === 'adjust' ? { value: '61/2' } : { award: answer.awards[0].id }),
      }));
      await asked.fulfill({ response: answered, json: answer });
    });
    await visit.open('#/toward');
    await visit.open(programme(REGISTRATION));
    for (const kind of kinds) {
      const said = await says(`[data-exception=${kind}]`, `rule.exception.${kind}`);
      for (const part of ['Rut Lindqvist', 'Taught it', 'Minutes 7']) assert.ok(said.includes(part), said);
    }
    await page.unroute(route);
  });

  await visit.step('shows what policies add, layer by layer', async () => {
    await visit.open(programme(NURSING));
    const { audit, rules } = await audit_of(page, NURSING);
    const layers = await page
      .locator('[data-layer]')
      .evaluateAll((all) => all.map((one) => one.dataset.layer));
    assert.deepEqual(layers, ['consortium', 'organization', 'programme']);
    const said = plain(await page.locator('.layers').innerText());
    for (const { rule, text } of rules) assert.ok(said.includes(plain(text[visit.language])), rule);
    for (const { name } of audit.policies) assert.ok(said.includes(plain(name[visit.language])));
    // The council's third takes the place of the consortium's half.
    const half = rules.find(({ rule }) => rule === 'consortium:prior-learning');
    assert.ok(said.includes(`${t['policy.instead'].split('{')[0]}${quoted(half.title)}`), said);
  });

  await visit.step('says on which awards a choice stands before it is made', async () => {
    await visit.open('#/portfolio');
    const proposal = page.locator('.proposal', { hasText: '60' }).first();
    await proposal.waitFor();
    assert.ok((await page.locator('.proposal').count()) >= 3);
    await proposal.getByRole('button').click();
    await page.locator('.toast').waitFor();
    await visit.settled();
    await page.getByRole('button', { name: t['common.close'] }).click();
  });

  await visit.step('shows what made a recognised award where it counts', async () => {
    await visit.open(programme(NURSING));
    const how = page.locator('[data-decision]').first();
    await how.locator('summary').click();
    const said = plain(await how.innerText());
    const { items } = await page.evaluate(async () => (await fetch('/api/v1/agreements')).json());
    const agreement = items.find(({ id }) => id === 'riverside-nordhaven-nursing');
    assert.ok(said.includes(plain(agreement.title[visit.language])), said);
    for (const name of agreement.signedBy) assert.ok(said.includes(name), name);
    assert.match(said, /60/);
  });

  await visit.step('names the other ways to what is missing, and draws what fights', async () => {
    await visit.sign_in('amal');
    await page.reload();
    await visit.open(programme('riverside/diploma-data-analytics'));
    await page.locator('[data-missing]').first().waitFor();
    const more = page.locator('ul.missing + p button');
    if ((await more.count()) > 0) await more.first().press('Enter');
    const said = plain(await page.locator('ul.missing').innerText());
    assert.ok(said.includes(t['audit.instead'].split('{')[0].trim()), said);
    const { audit } = await audit_of(page, 'riverside/diploma-data-analytics');
    // Where the one way is the missing course itself, its name is said once.
    const ways = audit.missing.map(({ alternatives }) => alternatives);
    const several = ways.filter((each) => each.length > 1).flat();
    const itself = ways.filter((each) => each.length === 1 && each[0].place.endsWith('/python'));
    assert.ok(several.length > 0);
    const shown = await page
      .locator('[data-alternative]')
      .evaluateAll((items) => items.map((item) => item.dataset.alternative));
    for (const { achievement } of several) assert.ok(shown.includes(achievement), achievement);
    for (const [{ achievement }] of itself) assert.ok(!shown.includes(achievement), achievement);
    assert.ok(itself.length > 0);
    const fights = audit.reasons.filter(({ code }) => code === 'conflict');
    assert.ok(fights.length > 0);
    assert.ok((await page.locator('.conflict').count()) > 0);
    assert.ok((await page.locator('.conflict .held').count()) > 0);
    assert.ok((await page.locator('.conflict .wanted').count()) > 1);
  });

  await visit.step('says what would change if more were earned', async () => {
    const goal = 'riverside/diploma-data-analytics';
    const earned = 'riverside/python-basics';
    const part = page.locator('[data-what-if]');
    const add = async (id) => {
      await part.locator('select').selectOption(id);
      await part.locator('button[type=submit]').click();
    };
    await add(earned);
    await part.locator('strong').waitFor();
    const { audit } = await page.evaluate(
      async ([of, id]) =>
        (await fetch(`/api/v1/audit?goal=${encodeURIComponent(of)}&if=${encodeURIComponent(id)}`)).json(),
      [goal, earned],
    );
    assert.ok(audit.whatIf.objective.missing < audit.objective.missing);
    const said = plain(await part.innerText());
    assert.ok(said.includes(plain(t['whatIf.satisfied'].split(':')[1])), said);
    const refused = await page.evaluate(
      async (of) =>
        (await fetch(`/api/v1/audit?goal=${encodeURIComponent(of)}&if=nobody`)).json(),
      goal,
    );
    assert.equal(refused.status, 404);
    const other = await part.locator('select option').nth(1).getAttribute('value');
    await add(other);
    await part.locator('.taken li').nth(1).waitFor();
    const both = await page.evaluate(
      async ([of, ids]) =>
        (await fetch(`/api/v1/audit?goal=${encodeURIComponent(of)}&if=${ids.map(encodeURIComponent)}`)).json(),
      [goal, [earned, other]],
    );
    assert.deepEqual(both.audit.whatIf.earned, [earned, other].sort());
    assert.equal(await part.locator(`option[value="${earned}"]`).count(), 0);
    await part.locator('.taken button').first().press('Enter');
    assert.equal(await part.locator('.taken li').count(), 1);
    assert.ok(await part.locator('select').evaluate((one) => one === document.activeElement));
    await part.locator('.taken button').click();
    assert.equal(await part.locator('strong').count(), 0);
    await add(earned);
    await part.locator('strong').waitFor();
    await add(other);
    await part.locator('.taken li').nth(1).waitFor();
  });
}
