// The one door to the server. Every call answers with data or throws a ProblemError.
import createClient from 'openapi-fetch';
import { locale } from '../i18n/index.svelte';
import type { paths } from './schema';
import type { Problem, VerificationReport } from './types';

export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });

// The server's own sentences come in the language of the pages.
api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', locale.language);
    return request;
  },
});

export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    /** With a refused credential: why it was refused. */
    readonly report?: VerificationReport,
  ) {
    super(problem.title);
  }
}

interface Outcome<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

function is_problem(value: unknown): value is Problem & { report?: VerificationReport } {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value;
}

function unreachable(detail: string, status = 0): ProblemError {
  return new ProblemError({
    type: 'about:blank',
    title: '',
    status,
    detail,
    code: 'unavailable',
  });
}

/** The data of a call; throws a ProblemError when the server refuses or cannot be reached. */
export async function answer<Data>(call: Promise<Outcome<Data>>): Promise<Data> {
  let outcome: Outcome<Data>;
  try {
    outcome = await call;
  } catch {
    throw unreachable('');
  }
  if (outcome.response.ok) return outcome.data as Data;
  if (is_problem(outcome.error)) throw new ProblemError(outcome.error, outcome.error.report);
  throw unreachable('', outcome.response.status);
}

export function problem_of(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  throw error;
}

/** Request options that send a file byte for byte. */
export function file_body(file: Blob) {
  return {
    body: file as unknown as string,
    bodySerializer: (body: unknown) => body,
    headers: { 'Content-Type': 'application/octet-stream' },
  };
}
