// A conferral in words.
import type { Conferral } from '../../api/types';
import { list, t, text } from '../../i18n/index.svelte';

/** Who decides, and why. */
export function why(conferral: Conferral): string {
  return t(`due.${conferral.reason}`, {
    officer: conferral.authority?.officer ?? '',
    achievements: list((conferral.against ?? []).map(({ name }) => text(name))),
  });
}

/** What becomes of the awards that it was earned with; nothing where they count on. */
export function consequences(conferral: Conferral): string[] {
  if (!conferral.consumption) return [];
  return [
    t(`due.${conferral.consumption}`, {
      count: conferral.consumes?.length ?? 0,
      organization: text(conferral.achievement.organization.name),
    }),
  ];
}
