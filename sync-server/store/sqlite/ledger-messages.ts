import type { CustodyRequest, PackedRequest } from '../custody-request.ts';
import type { SqlCall } from './ledger-desk.ts';

type LedgerAsk =
  | { readonly kind: 'take-custody'; readonly request: CustodyRequest | PackedRequest }
  | { readonly kind: 'run-sql'; readonly call: SqlCall }
  | { readonly kind: 'close' };

export type LedgerCall = { readonly id: number; readonly ask: LedgerAsk };

/** An error as it crosses between threads: a structured clone would drop SQLite's code. */
export type LedgerFault = {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** SQLite's extended result code. */
  readonly errcode: number | null;
};

export type LedgerAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly fault: LedgerFault };

export const errorToFault = (error: unknown): LedgerFault => {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), stack: undefined, errcode: null };
  }
  const { name, message, stack } = error;
  const errcode = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : null;
  return { name, message, stack, errcode };
};

export const faultToError = ({ name, message, stack, errcode }: LedgerFault): Error => {
  const error = new Error(message);
  const told = { name, ...(stack === undefined ? {} : { stack }) };
  return Object.assign(error, told, errcode === null ? {} : { errcode });
};
