// A person at a browser: steps that are counted, and after each the page is looked at (axe, sideways
// scrolling, errors) and photographed.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import { basename, extname, join } from 'node:path';

const root = new URL('../../', import.meta.url).pathname;
const require = createRequire(join(root, 'web/package.json'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const TYPES = { '.png': 'image/png', '.svg': 'image/svg+xml', '.json': 'application/json' };
const MOST_TALL = 10_000;
const SHOTS = process.env.CAIRN_SHOTS ?? join(root, 'build/e2e');
mkdirSync(SHOTS, { recursive: true });

export const badge = (name) => join(root, 'examples/badges', name);
export const words = (language) =>
  JSON.parse(readFileSync(join(root, `web/src/i18n/${language}.json`), 'utf8'));

export const total = { passed: 0, failed: 0 };

export function launch() {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
}

export class Visit {
  #taken = 0;
  #troubles = [];
  #fetching = new Set();

  /** A new person at a fresh browser window. */
  static async begin(browser, url, { name, language = 'en', width = 1280, dark = false }) {
    const visit = new Visit();
    visit.name = name;
    visit.url = url;
    visit.language = language;
    visit.context = await browser.newContext({
      viewport: { width, height: width < 500 ? 800 : 900 },
      locale: language,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      hasTouch: width < 500,
    });
    visit.page = await visit.context.newPage();
    visit.page.setDefaultTimeout(15_000);
    // Takes file dialogs from the first on; one that opens before would wait for a person.
    visit.page.on('filechooser', () => {});
    visit.page.on('request', (request) => visit.#fetching.add(request));
    for (const end of ['requestfinished', 'requestfailed']) {
      visit.page.on(end, (request) => visit.#fetching.delete(request));
    }
    visit.page.on('pageerror', (error) => visit.#troubles.push(`page error: ${error.message}`));
    visit.page.on('console', (message) => {
      // A refusal by the server is logged by the browser; the page has to show it kindly.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        visit.#troubles.push(`console: ${message.text()}`);
      }
    });
    return visit;
  }

  /** Runs one step, then looks at the page. A failed step ends the visit. */
  async step(name, action) {
    const label = `${this.name}: ${name}`;
    try {
      await action(this.page);
      await this.look();
      total.passed++;
      console.log(`ok ${label}`);
    } catch (error) {
      total.failed++;
      console.log(`FAILED ${label}\n  ${String(error.stack ?? error).replaceAll('\n', '\n  ')}`);
      await this.photograph('failed').catch(() => {});
      throw new VisitEnded();
    }
  }

  async look() {
    await this.settled();
    const { width, height } = this.page.viewportSize();
    const whole = await this.page.evaluate(() => document.documentElement.scrollHeight);
    // As tall as the page, so that what is fixed to the window's edges hides nothing of it.
    await this.page.setViewportSize({
      width,
      height: Math.min(Math.max(whole, height), MOST_TALL),
    });
    try {
      await this.examine();
    } finally {
      await this.page.setViewportSize({ width, height });
    }
  }

  async examine() {
    await this.photograph();
    const { sideways, title, headings } = await this.page.evaluate(() => ({
      sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      title: document.title,
      headings: document.querySelectorAll('main h1').length,
    }));
    if (sideways > 0) throw new Error(`the page scrolls sideways by ${sideways} px`);
    if (title.trim() === '' || headings !== 1) throw new Error(`title "${title}", ${headings} h1`);
    await this.page.evaluate(axe);
    const found = await this.page.evaluate(
      (tags) => globalThis.axe.run({ runOnly: tags, resultTypes: ['violations'] }),
      RULES,
    );
    const broken = found.violations.map(
      ({ id, nodes }) => `axe ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join('\n    ')}`,
    );
    const troubles = [...broken, ...this.#troubles.splice(0)];
    if (troubles.length > 0) throw new Error(troubles.join('\n'));
  }

  /** Waits until nothing has been fetched for a moment and no loading sign stands. */
  async settled() {
    for (let quiet = 0; quiet < 3; quiet = this.#fetching.size === 0 ? quiet + 1 : 0)
      await pause(40);
    await this.page.waitForFunction(() => !document.querySelector('.loading'));
  }

  async photograph(suffix = '') {
    const number = String(++this.#taken).padStart(2, '0');
    const file = `${this.name.replaceAll(/\W+/g, '-')}-${number}${suffix}.png`;
    await this.page.screenshot({ path: join(SHOTS, file), fullPage: true });
  }

  async open(hash = '') {
    await this.page.goto(`${this.url}/${hash}`);
    await this.settled();
  }

  async sign_in(person) {
    const answer = await this.context.request.post(`${this.url}/api/v1/session`, {
      data: { person },
    });
    if (!answer.ok()) throw new Error(`sign in: ${answer.status()}`);
  }

  /** Drops a file on the drop zone, as a mouse would. */
  async drop(path) {
    const transfer = await this.page.evaluateHandle(
      ({ bytes, name, type }) => {
        const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([content], name, { type }));
        return data;
      },
      {
        bytes: readFileSync(path).toString('base64'),
        name: basename(path),
        type: TYPES[extname(path)] ?? '',
      },
    );
    await this.page.dispatchEvent('.zone', 'dragover', { dataTransfer: transfer });
    await this.page.dispatchEvent('.zone', 'drop', { dataTransfer: transfer });
  }

  async end() {
    await this.context.close();
  }
}

export class VisitEnded extends Error {}

/** Runs a visit; one that ended early is counted already. */
export async function visit(browser, url, options, walk) {
  const one = await Visit.begin(browser, url, options);
  try {
    await walk(one);
  } catch (error) {
    if (!(error instanceof VisitEnded)) {
      total.failed++;
      console.log(`FAILED ${options.name}\n  ${String(error.stack ?? error)}`);
      await one.photograph('failed').catch(() => {});
    }
  } finally {
    await one.end();
  }
}
