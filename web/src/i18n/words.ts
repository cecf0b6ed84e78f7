// Sentences made from the API's values: amounts, kinds, reasons, checks.
import type {
  AchievementKind,
  Amount,
  AuditNode,
  Award,
  Check,
  Decision,
  Distance,
  Money,
  Problem,
  Proposal,
  Reason,
  Stated,
  Texts,
} from '../api/types';
import { exact, isolated, known, list, money, number, quotient, t, text } from './index.svelte';

/** "2 ECTS" */
export function amount(value: Amount): string {
  const key = `amount.${value.system}`;
  if (!known(key)) return isolated(`${exact(value.amount)} ${value.system}`);
  return isolated(t(key, { amount: exact(value.amount), count: quotient(value.amount) }));
}

export function system(id: string): string {
  const key = `system.${id}`;
  return known(key) ? t(key) : id;
}

export function amounts(values: readonly Amount[] | undefined): string {
  return (values ?? []).map(amount).join(' · ');
}

/** The same where room is scarce: "2 ECTS", "1 US credit". */
export function amounts_short(values: readonly Amount[]): string {
  return values
    .map(({ amount: value, system: id }) => {
      const key = `short.${id}`;
      if (!known(key)) return isolated(`${exact(value)} ${id}`);
      return isolated(t(key, { amount: exact(value), count: quotient(value) }));
    })
    .join(' · ');
}

/** Sums of different currencies stand side by side; they are never added. */
export function prices(values: readonly Money[]): string {
  if (values.length === 0) return t('plan.free');
  return list(values.map((value) => money(value.amount, value.currency)));
}

export function kind(value: AchievementKind): string {
  return t(`kind.${value}`);
}

export function mode(value: string | undefined): string {
  const key = `mode.${value}`;
  return known(key) ? t(key) : (value ?? '');
}

/** The name of what a decision rests on: an agreement, or who decided on the same facts before. */
export function basis_of({ agreement, precedent }: Decision | Proposal): string {
  return text(agreement?.title ?? precedent?.receiver.name);
}

/** What a decision grants besides credit: "“Python” is waived". */
export function outcome_of({ grants, node, standing }: Decision | Proposal): string {
  if (grants === 'credit' || grants === 'block') return '';
  return t(`decision.outcome.${grants}`, {
    node: text(node?.title) || (node?.id ?? ''),
    programme: text(node?.of?.name),
    name: standing?.name ?? '',
    value: standing?.value ?? '',
  });
}

export type Names = ReadonlyMap<string, Texts>;

export function name_of(id: string, names: Names): string {
  return text(names.get(id)) || id;
}

/** Why a state is as it is, in the reader's language; the server's words where the code is new. */
export function reason(value: Reason, names: Names, award_names: Names = new Map()): string {
  const key = `reason.${value.code}`;
  const awards = (value.awards ?? []).map((id) =>
    t('common.quoted', { name: name_of(id, award_names) }),
  );
  const achievements = (value.achievements ?? []).map((id) => name_of(id, names));
  if (!known(key)) return value.message ?? [value.code, ...achievements].join(': ');
  return t(key, {
    achievements: list(achievements, value.code.endsWith('any') ? 'disjunction' : 'conjunction'),
    awards: list(awards),
    count: Math.max(achievements.length, awards.length),
    need: value.need ? amount(value.need) : '',
    have: value.have ? amount(value.have) : '',
    amount: value.amount ? isolated(exact(value.amount)) : '',
    fact: value.fact ? t('common.quoted', { name: value.fact }) : '',
    rule: value.rule ? isolated(name_of(value.rule, award_names)) : '',
  });
}

/** Reasons that say the same of the same things once, with all their places. */
export function merged(reasons: readonly Reason[]): Reason[] {
  const found = new Map<string, Reason>();
  for (const one of reasons) {
    const key = JSON.stringify([
      one.code,
      one.achievements,
      one.awards,
      one.need,
      one.have,
      one.amount,
      one.fact,
      one.rule,
    ]);
    const nodes = [...(found.get(key)?.nodes ?? []), ...(one.nodes ?? [])];
    found.set(key, { ...one, nodes: [...new Set(nodes)] });
  }
  return [...found.values()];
}

/** What the rules of an audit are called, by their ids. */
export function rule_names(nodes: readonly AuditNode[], names: Names): Names {
  const found = new Map<string, Texts>();
  const visit = (node: AuditNode): void => {
    const named = node.title ?? (node.achievement ? names.get(node.achievement) : undefined);
    if (named) found.set(node.id, named);
    node.children?.forEach(visit);
  };
  nodes.forEach(visit);
  return found;
}

/** By the problem's code, and finer by its place where the catalogues know that: `whole` then. */
export function problem_words(problem: Problem): { words: string; whole: boolean } {
  const finer = `problem.${problem.code}.${problem.where}`;
  if (known(finer)) return { words: t(finer), whole: true };
  const general = `problem.${problem.code}`;
  return { words: t(known(general) ? general : 'problem.internal'), whole: false };
}

/** What a distance is in words: "2 parts missing · 6 ECTS credits to go". */
export function distance({ credit, missing }: Distance): string {
  const words = [t('distance.parts', { count: missing })];
  if (credit && credit.amount !== '0') words.push(t('distance.credit', { amount: amount(credit) }));
  return words.join(' · ');
}

/** What an award has to state at least, each in words. */
export function stated({ grade, assessment, attributes = [], origin }: Stated): string[] {
  const marks = attributes.map((each) =>
    typeof each === 'string' ? each : `${each.name} (${each.value})`,
  );
  return [
    grade ? t('nearest.grade', { grade: grade.value }) : '',
    assessment ? t('nearest.assessment', { assessment }) : '',
    marks.length > 0 ? t('nearest.attributes', { attributes: list(marks) }) : '',
    origin ? t('nearest.priorLearning') : '',
  ].filter((words) => words !== '');
}

/** What a check found: the cause in plain words; the server's for a cause that only it knows. */
export function check_message(check: Check, params: Record<string, string>): string {
  const cause = `check.${check.check}.${check.code}`;
  if (known(cause)) return t(cause, params);
  const general = `check.${check.check}.${check.outcome}`;
  const finer = check.outcome === 'fail' && check.message !== '';
  return known(general) && !finer ? t(general, params) : check.message;
}

/** What to do about a check that did not pass. */
export function check_remedy(check: Check): string | undefined {
  if (check.outcome === 'pass' || check.outcome === 'skipped') return undefined;
  const key = `remedy.${check.check}.${check.code}`;
  if (known(key)) return t(key);
  const general = `remedy.${check.check}`;
  return check.remedy ?? (known(general) ? t(general) : undefined);
}

/** What an award is of; unspecified credit is of nothing in particular. */
export function award_name(award: Award): string {
  return text(award.achievement?.name) || t('award.elective');
}

export function weeks(count: number): string {
  return t('plan.weeks', { count });
}

export function hours(count: number): string {
  return t('plan.hours', { count });
}

export function percent(share: number): string {
  return number(share, { style: 'percent' });
}
