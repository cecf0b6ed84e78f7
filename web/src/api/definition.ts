// The parts of an achievement's and an offering's document (docs/reference/formats.md) that pages
// show. The API passes the documents through as they are, so each member may be absent.
import type { AchievementDetail, Money, Texts } from './types';

export interface Skill {
  uri: string;
  name: Texts;
  framework: string;
}

export interface Outcome {
  id: string;
  statement: Texts;
  skills?: Skill[];
}

export type Attribute = string | { name: string; value: string };

export interface Definition {
  description?: Texts;
  criteria?: Texts;
  codes?: string[];
  outcomes?: Outcome[];
  cost?: Money[];
  workloadHours?: number;
  level?: { framework: string; value: number };
  assessment?: string;
  attributes?: Attribute[];
  participation?: string;
  quality?: string;
  validDays?: number;
}

export interface Offering {
  id: string;
  organization: string;
  price: Money;
  weeks: number;
  hoursPerWeek: number;
  mode?: string;
}

export interface AgreementTerm {
  id: string;
  /** One group of achievements that are all needed, or several, any of which is enough. */
  from: string[] | string[][];
  grant: {
    achievement?: string;
    block?: string;
    requirement?: string;
    waiver?: string;
    advancedStanding?: { name: string; value: string };
    credit?: { amount: string; system: string };
    rate?: {
      from: string;
      to: string;
      factor: string;
      rounding?: { mode: 'down' | 'half-up' | 'half-even'; step: string };
    };
  };
}

export function definition_of(detail: AchievementDetail): Definition {
  return detail.definition as Definition;
}

export function attribute_text(attribute: Attribute): string {
  return typeof attribute === 'string' ? attribute : `${attribute.name}: ${attribute.value}`;
}

export function offerings_of(detail: AchievementDetail): Offering[] {
  return detail.offerings as unknown as Offering[];
}

export function groups_of(term: AgreementTerm): string[][] {
  return term.from.some((each) => Array.isArray(each))
    ? (term.from as string[][])
    : [term.from as string[]];
}

export function terms_of(agreement: { terms: object[] }): AgreementTerm[] {
  return agreement.terms as AgreementTerm[];
}
