// A list that the server hands out page by page.
import { problem_of } from '../api/client';
import type { Problem } from '../api/types';

export interface Page<Item> {
  items: Item[];
  next?: string;
}

export class PagedList<Item> {
  items = $state.raw<readonly Item[] | undefined>();
  next = $state<string | undefined>();
  problem = $state.raw<Problem | undefined>();
  busy = $state(false);

  constructor(readonly fetcher: (cursor: string | undefined) => Promise<Page<Item>>) {}

  first(): Promise<void> {
    return this.#load(undefined, []);
  }

  more(): Promise<void> {
    return this.#load(this.next, this.items ?? []);
  }

  async #load(cursor: string | undefined, before: readonly Item[]): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      const page = await this.fetcher(cursor);
      this.items = [...before, ...page.items];
      this.next = page.next;
    } catch (error) {
      this.problem = problem_of(error);
    } finally {
      this.busy = false;
    }
  }
}
