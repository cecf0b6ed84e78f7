// How far each programme was before the last badge was added, to show what the badge did.
import { answer, api } from '../api/client';

class Before {
  shares = $state.raw<ReadonlyMap<string, number>>(new Map());

  /** Remembers the standing as it is now. A failure only costs the comparison. */
  async remember(): Promise<void> {
    try {
      const { programmes } = await answer(api.GET('/api/v1/standing'));
      this.shares = new Map(programmes.map((one) => [one.achievement.id, one.progress]));
    } catch {
      this.shares = new Map();
    }
  }

  forget(): void {
    this.shares = new Map();
  }
}

export const before = new Before();
