// Who is signed in, and who may sign in here.
import { answer, api } from '../api/client';
import type { Person, Session } from '../api/types';
import { Loaded } from './loaded.svelte';

class SessionState {
  loaded = new Loaded<Session>();
  person = $derived<Person | undefined>(this.loaded.data?.person);

  load(): Promise<Session | undefined> {
    return this.loaded.load(() => answer(api.GET('/api/v1/session')));
  }

  sign_in(person: string): Promise<Session | undefined> {
    return this.loaded.load(() => answer(api.POST('/api/v1/session', { body: { person } })));
  }

  async sign_out(): Promise<void> {
    await answer(api.DELETE('/api/v1/session'));
    await this.load();
  }
}

export const session = new SessionState();
