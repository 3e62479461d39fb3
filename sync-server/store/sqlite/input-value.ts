import type { SQLInputValue } from 'node:sqlite';

export const toInputValue = (value: unknown): SQLInputValue => {
  if (isInputValue(value)) return value;
  throw new TypeError(`SQLite cannot keep a value of type ${typeof value}.`);
};

const isInputValue = (value: unknown): value is SQLInputValue =>
  value === null ||
  value instanceof Uint8Array ||
  ['string', 'number', 'bigint'].includes(typeof value);
