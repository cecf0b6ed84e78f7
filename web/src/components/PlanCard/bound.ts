// What is proven of a plan that is not: how much better another could be at most.
import type { Plan } from '../../api/types';
import { date, money, t } from '../../i18n/index.svelte';
import { prices } from '../../i18n/words';

const DAY_MS = 86_400_000;

function cheapest(plan: Plan, bound: NonNullable<Plan['bound']>): string {
  const [least] = bound.cost;
  const [cost] = plan.cost;
  const gap = Number(cost?.amount ?? 0) - Number(least?.amount ?? 0);
  if (gap <= 0 || !cost) return t('plan.bound.sameCost');
  return t('plan.bound.cost', {
    least: prices(bound.cost),
    cost: prices(plan.cost),
    gap: money(gap.toFixed(2), cost.currency),
  });
}

function fastest(finish: string, bound: NonNullable<Plan['bound']>): string {
  const count = Math.round((Date.parse(finish) - Date.parse(bound.finish)) / DAY_MS);
  if (count <= 0) return t('plan.bound.sameFinish');
  return t('plan.bound.finish', { least: date(bound.finish), finish: date(finish), count });
}

/** The sentence for an undecided plan. */
export function bound_words(plan: Plan): string {
  const { bound, finish } = plan;
  if (!bound) return '';
  if (finish) return plan.objective === 'cheapest' ? cheapest(plan, bound) : fastest(finish, bound);
  return plan.objective === 'cheapest'
    ? t('plan.bound.ifCost', { least: prices(bound.cost) })
    : t('plan.bound.ifFinish', { least: date(bound.finish) });
}
