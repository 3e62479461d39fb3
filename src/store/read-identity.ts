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

/** The first id that could have been made then: ids begin with the time they were made at. */
const firstIdAt = (wallMs: number): string => uuidV7(wallMs, new Uint8Array(10));

type Awaited = {
  readonly recordId: string;
  readonly declarationId: string;
  readonly question: IdentityQuestion;
};

/**
 * Recorded since then, by this tablet's clock, and not answered yet.
 * @param isDone whether a record need not be opened: the registry was asked about it
 */
export const readAwaited = async (
  db: ChotDatabase,
  sinceMs: number,
  isDone: (recordId: string) => boolean = () => false,
): Promise<Awaited[]> => {
  if ((await readRegistryNotice(db))?.isChecked !== true) return [];
  const recent = await db.records.where('recordId').above(firstIdAt(sinceMs)).primaryKeys();
  const found = await db.records.bulkGet(recent.filter((recordId) => !isDone(recordId)));
  const rows = found.filter((row) => row !== undefined).filter(isReadable);
  const standings = await readStandings(db, rows);
  return rows.flatMap(({ recordId, declarationId, declaration }, index) => {
    const question = declarationToQuestion(declaration);
    return question !== null && standings[index]?.kind === 'waiting'
      ? [{ recordId, declarationId, question }]
      : [];
  });
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
  // By the answers, not by the records: of those there are hundreds, and each is sealed.
  const checked = await db.reference
    .where('[kind+id]')
    .between(['identity', firstIdAt(sinceMs)], ['identity', '\uffff'])
    .toArray();
  const seen = new Set(await readSetting(db, 'unmatchedSeen'));
  const alarming = new Map(
    checked
      .map(({ body }) => identityCheckedSchema.parse(body))
      .filter(({ declarationId, answer }) => isAlarming(answer) && !seen.has(declarationId))
      .map(({ declarationId, answer }) => [declarationId, answer]),
  );
  if (alarming.size === 0) return [];
  const rows = await db.records
    .where('declarationId')
    .anyOf([...alarming.keys()])
    .toArray();
  return rows
    .filter(isReadable)
    .flatMap((row): Unmatched[] => {
      const { recordId, declarationId, declaration, wallMs, merging } = row;
      const answer = alarming.get(declarationId);
      const counts = (merging?.crossing.voiding ?? null) === null;
      if (answer === undefined || !counts) return [];
      return [{ recordId, declarationId, fullName: declaration.fullName, wallMs, answer }];
    })
    .toSorted((left, right) => right.wallMs - left.wallMs);
};
