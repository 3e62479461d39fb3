import type { PoolClient } from 'pg';
import { textToStored } from '../stored-text.ts';

type Parameter = string | number | null | Uint8Array;

/** Statements inside a transaction of one connection. */
export type Session = <Row extends Record<string, unknown>>(
  name: string,
  sql: string,
  parameters: readonly Parameter[],
) => Promise<Row[]>;

/** Text parameters are written as the store writes text; see `stored-text.ts`. */
export const openSession =
  (client: PoolClient): Session =>
  async (name, text, parameters) => {
    const values = parameters.map((value) =>
      value instanceof Uint8Array
        ? Buffer.from(value.buffer, value.byteOffset, value.length)
        : value,
    );
    const { rows } = await client.query({ name, text, values: values.map(textToStored) });
    return rows;
  };

/** PostgreSQL's array literal (documentation, §8.15.2), its elements always quoted. */
export const textArray = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${escapeText(value)}"`)).join(',')}}`;

const escapeText = (value: string): string =>
  /["\\]/.test(value) ? value.replaceAll(/["\\]/g, String.raw`\$&`) : value;

export const integerArray = (values: readonly (number | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;
