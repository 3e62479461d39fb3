import { fail, ok, type Answer, type Result } from '#domain/core/result.ts';
import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Entry } from '#domain/log/entry.ts';
import { isAlert } from '#domain/log/is-alert.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import { entryToPaperLines, type PaperLine } from '#domain/paper/paper-line.ts';
import { referralOf } from '#domain/referral/referral.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { mintId } from '#domain/core/random.ts';
import type { DeviceRow, RecordRow } from '../store/rows.ts';
import type { SaveFailure } from '../store/save-failure.ts';
import { kinTokens } from '../store/kin-tokens.ts';
import { keepPaperLines } from '../store/paper-ledger.ts';
import { readSealingKey } from '../store/read-sealing-key.ts';
import { searchTokens } from '../store/search-tokens.ts';
import type { Session } from '../store/setting.ts';
import { bumpShiftCount } from '../store/shift-counts.ts';
import type { UnplacedEntry } from '../sync/core/tablet-log.ts';
import { appendEntries } from './append-entries.ts';
import { freezeEntry, readEntryTime } from './freeze-entry.ts';
import type { Tablet } from './tablet.ts';

export type UnsavedRecord = {
  readonly device: DeviceRow;
  readonly session: Session;
  readonly declaration: Declaration;
  readonly crossing: Omit<Crossing, 'declarationId'>;
  readonly draftId?: string;
};

export type KeptRecord = {
  readonly recordId: string;
  readonly position: number;
  /** This very draft had been kept before; nothing was added. */
  readonly again: boolean;
  /** As it is stored, which is not what was typed where another window had kept this very draft. */
  readonly declaration: Declaration;
};

export type SaveRecordFailure = SaveFailure | Answer<'entry/too-large'>;

/**
 * Saves a judged record: two frozen entries, a third where somebody is to be referred [REFER-2], the read model, its counters, the draft gone; one durable
 * transaction, safe against a second tap and a second tab [LOG-1] [LOG-3].
 */
export const saveRecord = async (
  tablet: Tablet,
  record: UnsavedRecord,
): Promise<Result<KeptRecord, SaveRecordFailure>> => {
  const frozen = await freezeRecord(tablet, record);
  return frozen.ok ? appendRecord(tablet, record.device, frozen.value) : frozen;
};

type FrozenRecord = {
  readonly entries: readonly UnplacedEntry[];
  readonly row: Omit<RecordRow, 'logId' | 'position'>;
  readonly paper: readonly PaperLine[];
};

const freezeRecord = async (
  tablet: Tablet,
  { device, session, declaration, crossing: check, draftId }: UnsavedRecord,
): Promise<Result<FrozenRecord, Answer<'entry/too-large'>>> => {
  const mint = () => mintId(tablet.clock, tablet.random);
  const [declarationId, recordId] = [mint(), mint()];
  const crossing: Crossing = { ...check, declarationId };
  // Side by side: each wait for an answer of the storage is a part of what the officer waits for.
  const sealingKey = readSealingKey(tablet.db);
  const [time] = await Promise.all([readEntryTime(tablet), sealingKey]);
  const { shiftId } = shiftAt(device.unitId, time.wall);
  const outside = {
    v: 1 as const,
    unitId: device.unitId,
    shiftId,
    officer: session.officerId,
    session: session.sessionId,
    time,
    app: tablet.app,
  };
  const entries: Entry[] = [
    {
      ...outside,
      kind: 'declaration.recorded',
      schema: currentSchemaOf('declaration.recorded'),
      entryId: mint(),
      subjectId: declarationId,
      data: declaration,
    },
    {
      ...outside,
      kind: 'crossing.recorded',
      schema: currentSchemaOf('crossing.recorded'),
      entryId: mint(),
      subjectId: recordId,
      data: crossing,
    },
  ];
  const referral = referralOf(declaration, crossing);
  if (referral !== null) {
    entries.push({
      ...outside,
      kind: 'referral.raised',
      schema: currentSchemaOf('referral.raised'),
      entryId: mint(),
      subjectId: recordId,
      data: referral,
    });
  }
  const frozen: UnplacedEntry[] = [];
  for (const entry of entries) {
    // Who is told of a referral needs to know of whom.
    const isUrgent = referral !== null || isAlert(entry);
    const one = await freezeEntry(tablet, entry, recordId, isUrgent, sealingKey);
    if (!one.ok) return fail({ code: 'entry/too-large' });
    frozen.push(one.value.unplaced);
  }
  const [declared, crossed] = frozen.map(({ entryId, hash }) => ({ entryId, hash }));
  if (!declared || !crossed) throw new Error('a record has two entries');
  return ok({
    entries: frozen,
    paper: entries.flatMap(entryToPaperLines),
    row: {
      recordId,
      unitId: device.unitId,
      shiftId,
      wallMs: time.wall,
      officer: session.officerId,
      declarationId,
      declaration,
      crossing,
      held: { declaration: declared, crossing: crossed },
      ...(time.offset === undefined ? {} : { offsetMs: time.offset }),
      ...(draftId === undefined ? {} : { draftId }),
      tokens: searchTokens(tablet.db.vault, declaration),
      kin: kinTokens(tablet.db.vault, crossing, declaration),
    },
  });
};

const appendRecord = (
  tablet: Tablet,
  device: DeviceRow,
  { entries, row, paper }: FrozenRecord,
): Promise<Result<KeptRecord, SaveFailure>> => {
  const { db } = tablet;
  return appendEntries<KeptRecord>(tablet, device, {
    entries,
    findEarlier: async () => {
      const [itself, ofDraft] = await Promise.all([
        db.records.get(row.recordId),
        row.draftId === undefined ? undefined : db.records.get({ draftId: row.draftId }),
      ]);
      const same = itself ?? ofDraft;
      return same === undefined
        ? null
        : {
            recordId: same.recordId,
            position: same.position,
            again: same.recordId !== row.recordId,
            declaration: same.declaration,
          };
    },
    effects: async (rows) => {
      const last = rows.at(-1);
      if (last === undefined) throw new Error('a record has entries');
      await Promise.all([
        db.records.add({ ...row, logId: last.logId, position: last.position }),
        bumpShiftCount(db, last.logId, row.shiftId, 1),
        keepPaperLines(db, paper),
        row.draftId === undefined ? undefined : db.drafts.delete(row.draftId),
      ]);
      const { recordId, declaration } = row;
      return { recordId, position: last.position, again: false, declaration };
    },
  });
};
