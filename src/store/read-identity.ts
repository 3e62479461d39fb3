import { standingOf, type IdentityStanding } from '#domain/identity/identity-standing.ts';
import {
  declarationToQuestion,
  identityCheckedSchema,
  isAlarming,
  registryNoticeSchema,
  type IdentityAnswer,
  type IdentityQuestion,
  type RegistryNotice,
} from '#domain/identity/registry-check.ts';
import { uuidV7 } from '#domain/core/uuid.ts';
import type { ChotDatabase } from './database.ts';
import type { RecordRow } from './rows.ts';
import { isReadable } from './sealed-tables.ts';
import { readSetting } from './settings.ts';

/** Whether the server asks a registry; null: it never said so. */
export const readRegistryNotice = async (db: ChotDatabase): Promise<RegistryNotice | null> => {
  const row = await db.reference.get(['registry', 'registry']);
  return row === undefined ? null : registryNoticeSchema.parse(row.body);
};

const readChecked = async (db: ChotDatabase, declarationIds: readonly string[]) => {
  const keys = declarationIds.map((id): [string, string] => ['identity', id]);
  const rows = await db.reference.bulkGet(keys);
  return rows.map((row) => (row === undefined ? null : identityCheckedSchema.parse(row.body)));
};

/** For each record, how far it is known who it is about. */
export const readStandings = async (
  db: ChotDatabase,
  rows: readonly Pick<RecordRow, 'declarationId' | 'declaration' | 'wallMs'>[],
): Promise<IdentityStanding[]> => {
  const ids = rows.map(({ declarationId }) => declarationId);
  const [notice, checked] = await Promise.all([readRegistryNotice(db), readChecked(db, ids)]);
  return rows.map((row, index) => standingOf(row, checked[index] ?? null, notice));
};

type Awaited = { readonly declarationId: string; readonly question: IdentityQuestion };

/** Recorded since then, by this tablet's clock, and not answered yet. */
export const readAwaited = async (db: ChotDatabase, sinceMs: number): Promise<Awaited[]> => {
  const rows = await readRecent(db, sinceMs);
  const standings = await readStandings(db, rows);
  return rows.flatMap(({ declarationId, declaration }, index) => {
    const question = declarationToQuestion(declaration);
    return question !== null && standings[index]?.kind === 'waiting'
      ? [{ declarationId, question }]
      : [];
  });
};

/** Ids of records begin with the time they were made at. */
const readRecent = async (db: ChotDatabase, sinceMs: number): Promise<RecordRow[]> => {
  const first = uuidV7(sinceMs, new Uint8Array(10));
  return (await db.records.where('recordId').above(first).toArray()).filter(isReadable);
};

/** What the registry said of somebody recorded here; null: nothing. */
export const readAnswerAbout = async (
  db: ChotDatabase,
  recordId: string,
): Promise<IdentityAnswer | null> => {
  const record = await db.records.get(recordId);
  const [checked] = record === undefined ? [] : await readChecked(db, [record.declarationId]);
  return checked?.answer ?? null;
};

type Unmatched = {
  readonly recordId: string;
  readonly declarationId: string;
  readonly fullName: string;
  readonly wallMs: number;
  readonly answer: IdentityAnswer;
};

/**
 * People recorded since then whom the registry does not know as they say they are, and of whom nobody has
 * confirmed having seen that; the newest first.
 * @param sinceMs Unix milliseconds by this tablet's clock
 */
export const readUnmatched = async (db: ChotDatabase, sinceMs: number): Promise<Unmatched[]> => {
  const rows = await readRecent(db, sinceMs);
  const checked = await readChecked(
    db,
    rows.map(({ declarationId }) => declarationId),
  );
  const seen = new Set(await readSetting(db, 'unmatchedSeen'));
  return rows
    .flatMap((row, index): Unmatched[] => {
      const { recordId, declarationId, declaration, wallMs, merging } = row;
      const answer = checked[index]?.answer;
      const counts = (merging?.crossing.voiding ?? null) === null;
      if (answer === undefined || !isAlarming(answer) || !counts) return [];
      if (seen.has(declarationId)) return [];
      return [{ recordId, declarationId, fullName: declaration.fullName, wallMs, answer }];
    })
    .toReversed();
};
