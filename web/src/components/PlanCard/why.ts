// Why a plan takes a step, in words: from what the planner says it uses it for.
import type { AchievementRef, PlanStep } from '../../api/types';
import { list, t, text } from '../../i18n/index.svelte';

type Use = PlanStep['uses'][number];

function named(refs: readonly (AchievementRef | undefined)[]): string {
  return list([...new Set(refs.map((ref) => text(ref?.name)).filter((name) => name !== ''))]);
}

function applied(step: PlanStep, use: Use): string {
  if (use.agreement) {
    const names = {
      organization: text(use.agreement.receiver.name),
      agreement: text(use.agreement.title),
      achievement: text(use.achievement?.name),
    };
    return t(names.achievement ? 'why.recognised_as' : 'why.elective', names);
  }
  if (use.achievement && use.achievement.id !== step.achievement.id)
    return t('why.stacked', { names: named([use.achievement]) });
  const title = text(use.title);
  if (title) return t('why.rule', { title, name: text(use.within?.name) });
  return t('why.part_of', { names: named([use.within]) });
}

/** One sentence for each different use; none when the planner names none. */
export function why(step: PlanStep): string[] {
  const requirements = step.uses.filter(({ kind }) => kind === 'requirement');
  const opened = step.uses.filter(({ kind }) => kind === 'prerequisite');
  const sentences = requirements.map((use) => applied(step, use));
  if (opened.length > 0)
    sentences.push(
      t('why.prerequisite', { names: named(opened.map(({ achievement }) => achievement)) }),
    );
  return [...new Set(sentences)];
}
