import { decode, encode } from 'cborg';
import {
  Dexie,
  type DBCore,
  type DBCoreCursor,
  type DBCoreTable,
  type DBCoreTransaction,
  type Middleware,
} from 'dexie';
import { VaultLocked, type Vault } from '../vault/vault.ts';

/** Of each sealed table, the fields that indexes and the engine need; all others are sealed together. */
const clearFields: Readonly<Record<string, ReadonlySet<string>>> = {
  records: new Set([
    'recordId',
    'logId',
    'position',
    'unitId',
    'shiftId',
    'wallMs',
    'officer',
    'declarationId',
    'offsetMs',
    'held',
    'saidAt',
    'draftId',
    'lost',
    'tokens',
    'kin',
  ]),
  drafts: new Set(['draftId', 'officerId', 'channel', 'startedAt', 'updatedAt']),
  merges: new Set(['entryId', 'about']),
  // Of sheets all but which one a declaration was typed from.
  papers: new Set([
    'entryId',
    'kind',
    'officer',
    'wallMs',
    'padId',
    'basedOn',
    'data',
    'declarationId',
    'amended',
    'differing',
    'serialToken',
  ]),
};

/** Those that had rows before there were keys. */
export const sealedTables = ['records', 'drafts', 'merges'] as const;

/**
 * A row of a sealed table as it may be met: `sealed` when it cannot be opened here, and then without its
 * personal fields; `unsealed` when it was written before there were keys, and as long as whoever writes it
 * has not taken the mark away, having made its tokens blind.
 */
export type Sealable = { sealed?: Uint8Array; unsealed?: true };

/** Transactions in which rows stay as they lie on the disk. */
const leftSealed = new WeakSet<DBCoreTransaction>();

/**
 * First thing in a transaction that looks at many rows and at nothing personal: they come as if the vault were
 * locked, and opening them costs nothing.
 */
export const leaveSealed = (): void => {
  const transaction = Dexie.currentTransaction?.idbtrans;
  if (transaction) leftSealed.add(transaction);
};

/** Whether a row shows what it holds. */
export const isReadable = (row: Sealable): boolean => row.sealed === undefined;

/**
 * Seals rows on their way into IndexedDB and opens them on their way out. Locked, a row comes without its
 * personal fields; written back it keeps what is sealed, so that the engine works without a key.
 */
export const sealTables = (vault: Vault): Middleware<DBCore> => ({
  stack: 'dbcore',
  name: 'vault',
  create: (core) => ({
    ...core,
    table: (name) => {
      const table = core.table(name);
      const clear = clearFields[name];
      return clear === undefined || !vault.isSealing ? table : sealTable(table, clear, vault);
    },
  }),
});

const sealTable = (table: DBCoreTable, clear: ReadonlySet<string>, vault: Vault): DBCoreTable => {
  const placeOf = (key: unknown): string => `${table.name} ${String(key)}`;
  const keyOf = (row: object): unknown => table.schema.primaryKey.extractKey?.(row);
  const seal = (row: Sealable): object => {
    if (row.sealed !== undefined || row.unsealed) return row;
    const fields = Object.entries(row);
    const personal = fields.filter(([key, value]) => !clear.has(key) && value !== undefined);
    if (personal.length === 0) return row;
    return {
      ...Object.fromEntries(fields.filter(([key]) => clear.has(key))),
      sealed: vault.seal(encode(Object.fromEntries(personal)), placeOf(keyOf(row))),
    };
  };
  const openIn = (transaction: DBCoreTransaction) => (row: unknown) =>
    leftSealed.has(transaction) ? row : open(row);
  const open = (row: unknown): unknown => {
    if (typeof row !== 'object' || row === null || !('sealed' in row)) return row;
    const { sealed, ...rest } = row;
    if (!(sealed instanceof Uint8Array)) return row;
    const plain = vault.unseal(sealed, placeOf(keyOf(row)));
    return plain === null ? row : { ...rest, ...(decode(plain) as object) };
  };
  return {
    ...table,
    mutate: (request) =>
      (request.type === 'add' || request.type === 'put') && !isUpgrade(request.trans)
        ? refusing(() => table.mutate({ ...request, values: request.values.map(seal) }))
        : table.mutate(request),
    get: (request) => table.get(request).then(openIn(request.trans)),
    getMany: (request) => table.getMany(request).then((rows) => rows.map(openIn(request.trans))),
    query: (request) =>
      table
        .query(request)
        .then((found) =>
          request.values ? { ...found, result: found.result.map(openIn(request.trans)) } : found,
        ),
    openCursor: (request) =>
      table
        .openCursor(request)
        .then((cursor) =>
          cursor !== null && request.values ? openingCursor(cursor, openIn(request.trans)) : cursor,
        ),
  };
};

/** What a browser's cursor tells it tells only in its own name. */
const openingCursor = (cursor: DBCoreCursor, open: (row: unknown) => unknown): DBCoreCursor =>
  Object.create(cursor, {
    key: { get: () => cursor.key },
    primaryKey: { get: () => cursor.primaryKey },
    value: { get: () => open(cursor.value) },
  });

/** An upgrade runs before anybody could have unlocked; what it finds is sealed later. */
const isUpgrade = (transaction: DBCoreTransaction): boolean =>
  'mode' in transaction && transaction.mode === 'versionchange';

/** An error thrown inside IndexedDB's own callbacks must be a rejection. */
const refusing = <Value>(work: () => Promise<Value>): Promise<Value> => {
  try {
    return work();
  } catch (error) {
    if (error instanceof VaultLocked) return Dexie.Promise.reject(error);
    throw error;
  }
};
