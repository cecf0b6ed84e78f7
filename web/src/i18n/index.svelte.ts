// Words and formats in the chosen language. Every visible string comes from the catalogues
// en.json and ar.json, which hold the same keys (tests/catalogues.test.mjs).
import ar from './ar.json';
import en from './en.json';

export type Key = keyof typeof en;
export type Language = 'en' | 'ar';
export type Params = Record<string, string | number>;
/** A text in several languages, as the API sends it. */
export type Texts = Readonly<Record<string, string>>;

type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

const catalogues: Record<Language, Readonly<Record<string, Message>>> = { en, ar };
export const languages: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'ar', name: 'العربية' },
];
const STORED = 'cairn.language';

function first_language(): Language {
  const wanted = [localStorage.getItem(STORED), ...navigator.languages];
  for (const tag of wanted) {
    const code = tag?.split('-')[0];
    if (code === 'en' || code === 'ar') return code;
  }
  return 'en';
}

class Locale {
  language = $state<Language>(first_language());
  direction = $derived<'ltr' | 'rtl'>(this.language === 'ar' ? 'rtl' : 'ltr');

  choose(language: Language): void {
    this.language = language;
    localStorage.setItem(STORED, language);
  }
}

export const locale = new Locale();

/** Keeps a name or an amount of the other direction from reordering the sentence around it. */
export function isolated(text: string): string {
  return locale.direction === 'rtl' ? `\u2068${text}\u2069` : text;
}

function filled(template: string, params: Params): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? number(value) : isolated(value);
  });
}

/** The message of a key; a plural message is chosen by the parameter `count`. */
export function t(key: Key, params: Params = {}): string {
  const message = catalogues[locale.language][key] ?? key;
  if (typeof message === 'string') return filled(message, params);
  const rule = new Intl.PluralRules(locale.language).select(Number(params.count ?? 0));
  return filled(message[rule] ?? message.other ?? key, params);
}

/** True where the catalogues know the key: for codes that the server sends. */
export function known(key: string): key is Key {
  return key in en;
}

/** Invisible; what begins with it is written from right to left. */
const RIGHT_TO_LEFT_MARK = '\u200f';

/** The text in the chosen language, else in English, else in any. */
export function bare_text(texts: Texts | undefined | null): string {
  if (!texts) return '';
  return texts[locale.language] ?? texts.en ?? Object.values(texts)[0] ?? '';
}

/** The same, to stand in a line: "SQL للمحللين" begins with Latin letters, and its direction would
    be guessed from them. */
export function text(texts: Texts | undefined | null): string {
  const found = bare_text(texts);
  const misleads = texts?.ar === found && /^\P{Letter}*\p{Script=Latin}/u.test(found);
  return misleads ? RIGHT_TO_LEFT_MARK + found : found;
}

export function number(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale.language, options).format(value);
}

/** A civil date, "2026-11-21", independent of the reader's time zone. */
export function date(iso: string | undefined | null): string {
  if (!iso) return '';
  const day = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return iso;
  return new Intl.DateTimeFormat(locale.language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    day,
  );
}

export function instant(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return iso;
  return new Intl.DateTimeFormat(locale.language, {
    dateStyle: 'medium',
    timeStyle: 'medium',
  }).format(moment);
}

/** A price: "450.00" and "EUR". */
export function money(amount: string, currency: string): string {
  return isolated(number(Number(amount), { style: 'currency', currency }));
}

/** The nearest floating number, to choose a plural or draw a bar; never to calculate with. */
export function quotient(value: string): number {
  const [over = 0, under = 1] = value.split('/').map(Number);
  return over / under;
}

/** An exact amount as people write it: "3/2" is 1.5, "1/3" stays a fraction. */
export function exact(value: string): string {
  const near = quotient(value);
  if (Number.isNaN(near)) return value;
  const thousandths = near * 1000;
  if (Math.abs(thousandths - Math.round(thousandths)) < 1e-6) {
    return number(near, { maximumFractionDigits: 3 });
  }
  const [over = '', under = ''] = value.split('/');
  return `${number(Number(over))}⁄${number(Number(under))}`;
}

export function list(
  parts: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat(locale.language, { type }).format(parts);
}
