import { fail, ok, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import { parseEntry } from '#domain/log/entry-codec.ts';
import type { Entry } from '#domain/log/entry.ts';
import { currentSchemaOf } from '#domain/log/upcast.ts';
import type { SetAsideReason } from '#domain/repair/quarantine-data.ts';
import { isQuarantineEntry } from '#domain/repair/fold-quarantine.ts';
import type { QuarantinedCase } from '#domain/repair/quarantined-case.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import { entryToMergeRow, keepMerge, readAbout } from '../store/merge-record.ts';
import { unlessNewer } from '../store/newer-database.ts';
import { errorToSaveFailure } from '../store/save-failure.ts';
import { appendEntries } from './append-entries.ts';
import type { Said, SayFailure } from './append-sayings.ts';
import { freezeEntry, readEntryTime, type FrozenEntry } from './freeze-entry.ts';
import { readAuthor } from './read-author.ts';
import { sayAtDesk } from './settle-at-desk.ts';
import type { Tablet } from './tablet.ts';

/**
 * Says anew what an entry in quarantine meant: a new entry about the same subject and moment, by whoever
 * repairs it, and one that names both. The old one stays as it came.
 * @param typed the fields that were at fault; null takes one away
 */
export const repairEntry = async (
  tablet: Tablet,
  broken: QuarantinedCase,
  typed: Readonly<Record<string, unknown>>,
): Promise<Result<Said, SayFailure>> => {
  try {
    return await unlessNewer(tablet.db, () => repair(tablet, broken, typed));
  } catch (error) {
    return fail(errorToSaveFailure(error));
  }
};

const repair = async (
  tablet: Tablet,
  broken: QuarantinedCase,
  typed: Readonly<Record<string, unknown>>,
): Promise<Result<Said, SayFailure>> => {
  const author = await readAuthor(tablet, 'settle');
  if (!author.ok) return author;
  const { outside, values } = broken;
  if (outside === null || values === null || !broken.isRepairable) {
    return fail({ code: 'amendment/invalid' });
  }
  const { device, session } = author.value;
  const said = {
    v: 1,
    unitId: device.unitId,
    officer: session.officerId,
    session: session.sessionId,
    app: tablet.app,
  } as const;
  const repairedBy = mintId(tablet.clock, tablet.random);
  const { kind, subjectId, shiftId, time } = outside;
  // Whether all of it can be is seen when it is read back.
  const meant = {
    ...said,
    kind,
    subjectId,
    shiftId,
    time,
    entryId: repairedBy,
    schema: currentSchemaOf(kind as Entry['kind']),
    data: withTyped(values, typed),
  } as Entry;
  const now = await readEntryTime(tablet);
  const { logId, position, hash, entryId, basedOn } = broken;
  const settling: Entry = {
    ...said,
    kind: 'quarantine.settled',
    schema: currentSchemaOf('quarantine.settled'),
    entryId: mintId(tablet.clock, tablet.random),
    subjectId: entryId,
    shiftId: shiftAt(device.unitId, now.wall).shiftId,
    time: now,
    basedOn,
    data: { logId, position, hash, outcome: 'repaired', repairedBy },
  };
  const frozen: FrozenEntry[] = [];
  for (const entry of [meant, settling]) {
    const one = await freezeEntry(tablet, entry, null);
    if (!one.ok) return fail({ code: 'entry/too-large' });
    if (!parseEntry(one.value.plainFrame).ok) return fail({ code: 'amendment/invalid' });
    frozen.push(one.value);
  }
  const row = entryToMergeRow(settling, frozen[1]?.plainFrame ?? new Uint8Array());
  const kept = await appendEntries<Said>(tablet, device, {
    entries: frozen.map(({ unplaced }) => unplaced),
    findEarlier: async () => {
      // A second tap, or the same in another tab.
      const about = (await readAbout(tablet.db, [entryId])).filter(isQuarantineEntry);
      const isSaid = about.some((one) => (one.basedOn ?? []).join() === basedOn.join());
      return isSaid ? { added: 0 } : null;
    },
    effects: async () => {
      if (row !== null) await keepMerge(tablet.db, row);
      return { added: frozen.length };
    },
  });
  return kept.ok ? ok(kept.value) : kept;
};

const withTyped = (values: object, typed: object): object =>
  Object.fromEntries(Object.entries({ ...values, ...typed }).filter(([, value]) => value !== null));

/** Nothing is to follow from an entry in quarantine; it stays where it is, and why is said. */
export const setAside = (
  tablet: Tablet,
  { entryId, logId, position, hash, basedOn }: QuarantinedCase,
  reason: SetAsideReason,
  note: string,
): Promise<Result<Said, SayFailure>> =>
  sayAtDesk(tablet, [
    {
      kind: 'quarantine.settled',
      subjectId: entryId,
      basedOn,
      data: {
        logId,
        position,
        hash,
        outcome: 'set-aside',
        reason,
        ...(note === '' ? {} : { note }),
      },
    },
  ]);

/** It waits for a person to look at it again. */
export const takeBackSetAside = (
  tablet: Tablet,
  { entryId, basedOn, settled }: QuarantinedCase,
): Promise<Result<Said, SayFailure>> =>
  sayAtDesk(
    tablet,
    settled === null
      ? []
      : [
          {
            kind: 'settling.taken-back',
            subjectId: entryId,
            basedOn,
            data: { subject: 'quarantine', settlingId: settled.settlingId },
          },
        ],
  );
