// Every button of each page is clicked once, on a fresh page each time: nothing breaks, and each
// changes something that can be seen.
import assert from 'node:assert/strict';
import { badge } from './browser.mjs';

const GOAL = encodeURIComponent('riverside/bas-data-analytics');
const BUTTONS = 'button:visible, [role=button]:visible, summary:visible';

/** Pages, the person who sees them, and how to get to the state in question. */
const PAGES = [
  ['jonas', 'welcome', '#/'],
  ['jonas', 'portfolio, empty', '#/portfolio'],
  ['amal', 'portfolio', '#/portfolio'],
  [
    'amal',
    'portfolio, a badge checked',
    '#/portfolio',
    (page) => page.setInputFiles('input[type=file]', badge('python-bootcamp.png')),
  ],
  ['salma', 'portfolio, proposals', '#/portfolio'],
  ['amal', 'toward', '#/toward'],
  ['amal', 'programme', `#/programme/${GOAL}`],
  [
    'amal',
    'programme, as a list',
    `#/programme/${GOAL}`,
    (page) => page.locator('.choice button').nth(1).click(),
  ],
  ['amal', 'next', '#/next'],
  ['rut', 'organizations', '#/admin/organizations'],
  ['rut', 'achievements', '#/admin/achievements'],
  ['rut', 'agreements', '#/admin/agreements'],
  ['rut', 'precedents', '#/admin/precedents'],
  ['rut', 'records', '#/admin/records', (page) => page.locator('select').selectOption('miriam')],
  ['rut', 'import', '#/admin/import', (page) => page.locator('#document').fill('{}')],
  ['rut', 'journal', '#/admin/journal'],
];

export async function buttons(visit) {
  const { page } = visit;
  let clicked = 0;
  let opened = 0;
  for (const [person, name, hash, prepare] of PAGES) {
    await visit.step(`every button of: ${name}`, async () => {
      async function fresh() {
        await visit.sign_in(person);
        // Another query each time, so that the page is loaded anew.
        await visit.open(`?${++opened}${hash}`);
        await prepare?.(page);
        await visit.settled();
      }
      await fresh();
      const count = await page.locator(BUTTONS).count();
      assert.ok(count > 0, 'there are none');
      let changed = false;
      for (let index = 0; index < count; index++) {
        if (changed) await fresh();
        const button = page.locator(BUTTONS).nth(index);
        if (!(await button.count()) || (await button.isDisabled())) continue;
        // Opening one achievement after the other leaves all of them in place.
        changed = !(await button.evaluate((one) => one.matches('.stone, .branches button')));
        await button.click({ force: true });
        await visit.settled();
        clicked++;
        assert.equal(
          await page.locator('.notice.tone-bad').count(),
          0,
          `button ${index} shows an error`,
        );
      }
      console.log(`   ${count} buttons`);
      await fresh();
    });
  }
  console.log(`   ${clicked} buttons clicked`);
}
