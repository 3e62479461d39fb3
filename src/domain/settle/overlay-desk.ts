import type { Entry } from '../log/entry.ts';
import { pairKey } from '../matching/pair.ts';
import { isPairEntry } from '../merge/settle-pairs.ts';
import type { DeskPair, DeskSettling, SaidBy, SettleDesk } from './desk.ts';

/** A desk, and how many settlings were taken back since it was told: what they hid is not here. */
export type OverlaidDesk = SettleDesk & { readonly takenBack: number };

/**
 * The desk that the server told, with what was said on this tablet since: the officer's own word shows at
 * once, also with no network. The server's next answer has it in its place.
 * @param said on this tablet after that answer, the oldest first
 * @param device the name of this tablet
 */
export const overlayDesk = (
  desk: SettleDesk,
  said: readonly Entry[],
  device: string | null,
): OverlaidDesk =>
  said.reduce<OverlaidDesk>(
    (now, entry) => {
      const { officer, time } = entry;
      return overlayOne(now, entry, { officer, wallMs: time.wall, device });
    },
    { ...desk, takenBack: 0 },
  );

const overlayOne = (desk: OverlaidDesk, entry: Entry, author: SaidBy): OverlaidDesk => {
  if (isPairEntry(entry)) return { ...desk, pairs: overlayPairs(desk.pairs, entry, author) };
  if (entry.kind === 'conflict.settled') {
    const fields: readonly string[] = Object.keys(entry.data.fields);
    const isMeant = (one: { readonly subjectId: string }) => one.subjectId === entry.subjectId;
    const about = desk.conflicts.find(isMeant) ?? desk.settlings.find(isMeant);
    if (about === undefined) return desk;
    const settling: DeskSettling = {
      recordId: about.recordId,
      half: entry.data.subject,
      subjectId: entry.subjectId,
      settlingId: entry.entryId,
      fields: [...fields],
      basedOn: [entry.entryId],
      by: author,
    };
    return {
      ...desk,
      conflicts: desk.conflicts
        .filter((one) => !(isMeant(one) && fields.includes(one.field)))
        .map((one) => (isMeant(one) ? { ...one, basedOn: [entry.entryId] } : one)),
      settlings: [settling, ...desk.settlings],
      records: desk.records.map((record) =>
        record.recordId === about.recordId
          ? { ...record, [settling.half]: withFields(record[settling.half], entry.data.fields) }
          : record,
      ),
    };
  }
  if (entry.kind !== 'settling.taken-back') return desk;
  const { settlingId } = entry.data;
  const settlings = desk.settlings.filter((one) => one.settlingId !== settlingId);
  const takenBack = desk.takenBack + desk.settlings.length - settlings.length;
  return { ...desk, settlings, takenBack };
};

/** A field that was emptied is left out. */
const withFields = (data: object, fields: object): object =>
  Object.fromEntries(Object.entries({ ...data, ...fields }).filter(([, value]) => value !== null));

const overlayPairs = (
  pairs: readonly DeskPair[],
  entry: Extract<Entry, { kind: 'duplicate.settled' | 'settling.taken-back' }>,
  by: SaidBy,
): DeskPair[] =>
  pairs.map((pair) => {
    const { data, entryId } = entry;
    if (!('recordIds' in data) || pairKey(...data.recordIds) !== pairKey(...pair.recordIds)) {
      return pair;
    }
    const settled =
      'verdict' in data
        ? { verdict: data.verdict, settlingId: entryId, contested: false, by }
        : null;
    return { ...pair, basedOn: [entryId], settled };
  });
