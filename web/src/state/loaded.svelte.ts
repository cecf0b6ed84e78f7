// Something fetched from the server: waiting, there, or a problem. The newest request wins.
import { problem_of } from '../api/client';
import type { Problem } from '../api/types';

export class Loaded<Data> {
  data = $state.raw<Data | undefined>();
  problem = $state.raw<Problem | undefined>();
  busy = $state(false);
  #request = 0;

  /** Fetches; while waiting the former data stays, so that the page does not jump. */
  async load(fetcher: () => Promise<Data>): Promise<Data | undefined> {
    const request = ++this.#request;
    this.busy = true;
    this.problem = undefined;
    try {
      const data = await fetcher();
      if (request === this.#request) this.data = data;
      return data;
    } catch (error) {
      const problem = problem_of(error);
      if (request === this.#request) {
        this.problem = problem;
        this.data = undefined;
      }
      return undefined;
    } finally {
      if (request === this.#request) this.busy = false;
    }
  }

  clear(): void {
    this.#request++;
    this.data = undefined;
    this.problem = undefined;
    this.busy = false;
  }
}
