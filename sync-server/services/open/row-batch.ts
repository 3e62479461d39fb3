/** Rows that belong together, and the key behind which what follows them begins. */
export type RowBatch<Row> = { readonly rows: readonly Row[]; readonly key: readonly unknown[] };

/** A cursor is the key of the last row told, so that it means the same whatever was added since. */
export const keyToCursor = (key: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** Null: nobody was ever given this. */
export const cursorToKey = (cursor: string): readonly unknown[] | null => {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(key) ? key : null;
  } catch {
    return null;
  }
};
