// Where the reader is. Addresses are "#/page/argument"; arguments are percent-encoded, since
// achievement ids hold slashes.
export type PageName = 'welcome' | 'portfolio' | 'toward' | 'programme' | 'next' | 'admin' | 'lost';

const pages: readonly PageName[] = ['welcome', 'portfolio', 'toward', 'programme', 'next', 'admin'];

export interface Place {
  page: PageName;
  argument: string;
}

function parse(hash: string): Place {
  if (!hash.startsWith('#/')) return { page: 'welcome', argument: '' };
  const [name = '', argument = ''] = hash.slice(2).split('/');
  if (name === '') return { page: 'welcome', argument: '' };
  const page = pages.find((known) => known === name);
  if (!page) return { page: 'lost', argument: name };
  try {
    return { page, argument: decodeURIComponent(argument) };
  } catch {
    return { page: 'lost', argument };
  }
}

class Router {
  place = $state<Place>(parse(location.hash));

  constructor() {
    addEventListener('hashchange', () => {
      // "#main" and the like are places on the page, not pages.
      if (location.hash === '' || location.hash.startsWith('#/')) this.place = parse(location.hash);
    });
  }

  go(page: PageName, argument = ''): void {
    location.hash = link(page, argument);
  }
}

export function link(page: PageName, argument = ''): string {
  if (page === 'welcome') return '#/';
  return argument ? `#/${page}/${encodeURIComponent(argument)}` : `#/${page}`;
}

export const router = new Router();
