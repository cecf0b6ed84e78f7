// The main path with the keyboard alone; every stop shows where it is.
import assert from 'node:assert/strict';
import { badge, words } from './browser.mjs';

const MOST_STOPS = 120;

export async function keyboard(visit) {
  const t = words(visit.language);
  const { page } = visit;
  const press = (key) => page.keyboard.press(key);

  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const named = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
      return {
        tag: element?.tagName ?? '',
        id: element?.id ?? '',
        name: named.trim().replaceAll(/\s+/g, ' '),
      };
    });

  /** What shows the focus: an outline, or the ring of a stone. */
  const visible = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return true;
      const ring = element.querySelector('.ring');
      if (ring)
        return (
          getComputedStyle(ring).strokeWidth !== '0px' && getComputedStyle(ring).stroke !== 'none'
        );
      if (getComputedStyle(element).outlineStyle !== 'none') return true;
      return getComputedStyle(element, '::after').outlineStyle !== 'none';
    });

  /** Presses Tab until the focus is on what `wanted` accepts. */
  async function tab_to(what, wanted) {
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      await press('Tab');
      const here = await focused();
      assert.ok(await visible(), `no visible focus on ${here.tag} "${here.name}"`);
      if (wanted(here)) return here;
    }
    throw new Error(`Tab does not lead to ${what}`);
  }
  const named = (name) => (here) => here.name.includes(name);

  await visit.step('skips to the content', async () => {
    await visit.open();
    await press('Tab');
    assert.equal((await focused()).name, t['app.skip']);
    await press('Enter');
    assert.equal((await focused()).id, 'main');
  });

  await visit.step('signs in', async () => {
    await tab_to('a person', named('Amal Haddad'));
    await press('Enter');
    await page.waitForURL(/#\/portfolio/);
    await visit.settled();
  });

  await visit.step('chooses a badge file', async () => {
    await tab_to('the file button', named(t['drop.choose']));
    const chooser = page.waitForEvent('filechooser');
    await press('Enter');
    await (await chooser).setFiles(badge('sql-for-analysts.svg'));
    await page.locator('[data-verdict=valid]').waitFor();
  });

  await visit.step('adds it', async () => {
    await tab_to('the add button', named(t['portfolio.add']));
    await press('Enter');
    await page.locator('.addition .decision').waitFor();
  });

  await visit.step('goes on to what it counts toward', async () => {
    await tab_to('the link', named(t['addition.toward']));
    await press('Enter');
    await page.locator('.programme').first().waitFor();
    // What the badge did: how far it was before.
    await page.locator('.programme .tag.tone-brand').first().waitFor();
  });

  await visit.step('opens the programme', async () => {
    const name = {
      en: 'Bachelor of Applied Science in Data Analytics',
      ar: 'بكالوريوس العلوم التطبيقية',
    };
    await tab_to('the degree', named(name[visit.language]));
    await press('Enter');
    await page.locator('.stone').first().waitFor();
  });

  await visit.step('walks the map by arrow keys', async () => {
    await tab_to('the map', (here) => here.id.startsWith('stone-'));
    const seen = new Set([(await focused()).id]);
    for (const key of [
      'ArrowDown',
      'ArrowDown',
      'ArrowLeft',
      'ArrowDown',
      'ArrowRight',
      'ArrowUp',
      'ArrowLeft',
      'ArrowLeft',
    ]) {
      await press(key);
      const { id } = await focused();
      assert.match(id, /^stone-/, key);
      seen.add(id);
    }
    assert.ok(seen.size >= 4, `only ${seen.size} stones were reached`);
  });

  await visit.step('opens and closes a stone', async () => {
    const { id } = await focused();
    await press('Enter');
    await page.locator('.panel').waitFor();
    assert.equal((await focused()).id, 'node');
    await visit.settled();
    await press('Escape');
    assert.equal(await page.locator('.panel').count(), 0);
    assert.equal((await focused()).id, id);
  });

  await visit.step('changes to the list', async () => {
    for (
      let stop = 0;
      stop < MOST_STOPS && (await focused()).name !== t['programme.list'];
      stop++
    ) {
      await press('Shift+Tab');
    }
    await press('Enter');
    await page.locator('.branches').first().waitFor();
  });

  await visit.step('asks for the next step', async () => {
    await tab_to('the next step', named(t['programme.next']));
    await press('Enter');
    await page.locator('.plan').first().waitFor();
  });

  await visit.step('plans again with one hour more', async () => {
    await tab_to('one hour more', named(t['next.more']));
    const before = Number(await page.inputValue('#hours'));
    await press('Enter');
    await page.waitForResponse((one) => one.url().includes(`weeklyHours=${before + 1}`));
    await visit.settled();
    assert.equal((await focused()).name, t['next.more']);
  });

  await visit.step('changes the language', async () => {
    const other = visit.language === 'ar' ? 'English' : 'العربية';
    for (let stop = 0; stop < MOST_STOPS && (await focused()).name !== other; stop++)
      await press('Shift+Tab');
    await press('Enter');
    assert.equal(await page.getAttribute('html', 'lang'), visit.language === 'ar' ? 'en' : 'ar');
  });
}
