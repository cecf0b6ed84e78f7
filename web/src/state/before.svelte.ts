// How far each programme was before the last badge was added, to show what the badge did.
import { answer, api } from '../api/client';

class Before {
  shares = $state.raw<ReadonlyMap<string, number>>(new Map());

  /** The shares as they are now. A failure only costs the comparison. */
  async now(): Promise<ReadonlyMap<string, number>> {
    try {
      const { programmes } = await answer(api.GET('/api/v1/standing'));
      return new Map(programmes.map((one) => [one.achievement.id, one.progress]));
    } catch {
      return new Map();
    }
  }

  keep(shares: ReadonlyMap<string, number>): void {
    this.shares = shares;
  }

  forget(): void {
    this.shares = new Map();
  }
}

export const before = new Before();
