import type { Entry } from '../log/entry.ts';
import { pairKey } from '../matching/pair.ts';
import { isPairEntry } from '../merge/settle-pairs.ts';
import type { DeskPair, DeskSettling, SaidBy, SettleDesk } from './desk.ts';

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
): SettleDesk =>
  said.reduce((now, entry) => {
    const { officer, time } = entry;
    return overlayOne(now, entry, { officer, wallMs: time.wall, device });
  }, desk);

const overlayOne = (desk: SettleDesk, entry: Entry, author: SaidBy): SettleDesk => {
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
    };
  }
  if (entry.kind !== 'settling.taken-back') return desk;
  const { settlingId } = entry.data;
  return { ...desk, settlings: desk.settlings.filter((one) => one.settlingId !== settlingId) };
};

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
