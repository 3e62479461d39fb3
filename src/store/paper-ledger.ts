import { doubtSerial, type SerialDoubt } from '#domain/paper/doubt-serial.ts';
import {
  findTypingTasks,
  readDoubleEntry,
  type DoubleEntry,
  type TypingTask,
} from '#domain/paper/double-entry.ts';
import { foldLedger, type Ledger } from '#domain/paper/fold-ledger.ts';
import type { PaperLine } from '#domain/paper/paper-line.ts';
import { numberToSerial, readSerial, unitToPrefix } from '#domain/paper/serial.ts';
import type { Vault } from '../vault/vault.ts';
import type { ChotDatabase } from './database.ts';
import type { PaperRow } from './rows.ts';
import { isReadable } from './sealed-tables.ts';

/** Keeps what entries say of sheets of paper. Inside a transaction over `papers`. */
export const keepPaperLines = async (
  db: ChotDatabase,
  lines: readonly PaperLine[],
): Promise<void> => {
  if (lines.length > 0) await db.papers.bulkPut(lines.map((line) => lineToRow(db.vault, line)));
};

const lineToRow = (vault: Vault, line: PaperLine): PaperRow =>
  line.kind === 'sheet.typed' && line.serial !== null
    ? { ...line, serialToken: serialToken(vault, line.serial) }
    : line;

const serialToken = (vault: Vault, serial: string): string => vault.blind(`sheet ${serial}`);

/** What this tablet knows of its unit's sheets of paper, those of the other tablets included. */
export const readLedger = async (db: ChotDatabase, unitId: string): Promise<Ledger> =>
  foldLedger(unitToPrefix(unitId), (await db.papers.toArray()).filter(isReadable));

/** What speaks against a serial that is being typed, from as few rows as it takes. */
export const readSerialDoubt = async (
  { papers, vault }: Pick<ChotDatabase, 'papers' | 'vault'>,
  unitId: string,
  typed: string,
): Promise<SerialDoubt | null> => {
  if (vault.holder() === null) return null;
  const read = readSerial(typed);
  const serial = read.kind === 'serial' ? read.serial : typed;
  const issued =
    read.kind === 'serial' ? await papers.where('data.block').equals(read.block).toArray() : [];
  const padIds = issued.flatMap((line) => ('padId' in line ? [line.padId] : []));
  const typedFrom = await papers.where('serialToken').equals(serialToken(vault, serial)).toArray();
  const declarationIds = typedFrom.flatMap((line) =>
    'declarationId' in line ? [line.declarationId] : [],
  );
  const lines = [
    ...(await papers.where('padId').anyOf(padIds).toArray()),
    ...(await papers.where('declarationId').anyOf(declarationIds).toArray()),
  ];
  const readable = lines.filter(isReadable);
  const prefix = unitToPrefix(unitId);
  const hasPads = (await papers.orderBy('data.block').limit(1).count()) > 0;
  return doubtSerial(typed, prefix, foldLedger(prefix, readable), hasPads);
};

/** Further down in a pad than this lies another bundle. */
const lookedThrough = 10;

/** The sheet that comes after this one and was neither typed nor put aside; null: none of our own pads. */
export const readNextSerial = async (
  db: Pick<ChotDatabase, 'papers' | 'vault'>,
  unitId: string,
  last: string,
): Promise<string | null> => {
  const read = readSerial(last);
  if (read.kind !== 'serial') return null;
  for (let step = 1; step <= lookedThrough; step += 1) {
    const next = numberToSerial(unitToPrefix(unitId), read.block, read.number + step);
    // Some numbers have no serial, because it would be easily misread.
    if (next !== null && (await readSerialDoubt(db, unitId, next)) === null) return next;
  }
  return null;
};

/** How the unit's sheets are typed twice, and what that has found. */
export const readUnitDoubleEntry = async ({
  papers,
}: Pick<ChotDatabase, 'papers'>): Promise<DoubleEntry> =>
  readDoubleEntry(
    await papers.where('kind').anyOf(['double-entry.set', 'sheet.typed-again']).toArray(),
  );

/** How long a sheet lies at hand after it was typed. */
const atHandMs = 24 * 3_600_000;

/** Sheets that an officer is asked to type a second time on this tablet, which holds what was typed first. */
export const readTypingTasks = async (
  db: ChotDatabase,
  officerId: string,
  nowMs: number,
): Promise<TypingTask[]> => {
  const { perMille } = await readUnitDoubleEntry(db);
  if (perMille === 0) return [];
  const tasks = findTypingTasks(
    (await db.papers.toArray()).filter(isReadable),
    officerId,
    nowMs - atHandMs,
  );
  const held = await Promise.all(
    tasks.map(({ declarationId }) =>
      db.records.where('declarationId').equals(declarationId).count(),
    ),
  );
  return tasks.filter((_task, index) => (held[index] ?? 0) > 0);
};
