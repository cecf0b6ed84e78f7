// The signed record as a file of the reader's own.
import type { Attested } from '../../api/types';

/** The programme and the day tell one file from the next. */
export function file_name({ attestation }: Attested, goal: string): string {
  const day = `${attestation.validFrom ?? ''}`.slice(0, 10);
  return `${goal.replaceAll(/[^\w-]+/g, '-')}-${day}.json`;
}

export function save(attested: Attested, goal: string): void {
  const text = JSON.stringify(attested.attestation, undefined, 2);
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file_name(attested, goal);
  link.click();
  // The download has its own hold on what is behind the address by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
