// What a record holds besides awards, in sentences.
import type { Entry, Exception, FactStatement } from '../../api/types';
import { date, exact, t } from '../../i18n/index.svelte';
import { name_of, type Names } from '../../i18n/words';

export function entry_sentence(entry: Entry, achievements: Names): string {
  const params = { achievement: name_of(entry.achievement, achievements), on: date(entry.on) };
  return entry.version === undefined
    ? t('particulars.entry', params)
    : t('particulars.entryChosen', { ...params, version: entry.version });
}

export function fact_sentence({ name, value }: FactStatement): string {
  return t('particulars.fact', { name, value });
}

/** `awards` has their names by id. */
export function exception_sentence(
  { kind, node, award = '', value }: Exception,
  awards: ReadonlyMap<string, string>,
): string {
  return t(`exception.${kind}`, {
    node,
    award: awards.get(award) ?? award,
    value: value === undefined ? '' : exact(value),
  });
}

/** By whom, why and for how long. */
export function exception_grounds({ author, reason, from, until }: Exception): string {
  const params = { author, reason, from: date(from) };
  return until === undefined
    ? t('exception.grounds', params)
    : t('exception.groundsUntil', { ...params, until: date(until) });
}
