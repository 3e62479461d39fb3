import type { Entry, EntryOf } from '../log/entry.ts';

type Amendment = EntryOf<'declaration.amended'> | EntryOf<'crossing.amended'>;
type VoidEntry = EntryOf<'declaration.voided'> | EntryOf<'crossing.voided'>;
type Settling = EntryOf<'conflict.settled'>;
type TakenBack = EntryOf<'settling.taken-back'>;

/** What may be said of a declaration or a crossing after it was recorded. */
export type SubjectEntry = Amendment | VoidEntry | Settling | TakenBack;

export type SubjectKind = 'declaration' | 'crossing';

export const isVoiding = (entry: SubjectEntry): entry is VoidEntry =>
  entry.kind === 'declaration.voided' || entry.kind === 'crossing.voided';

export const isSettling = (entry: SubjectEntry): entry is Settling =>
  entry.kind === 'conflict.settled';

/** The settling that an entry takes back; null: it takes none back. */
export const takenBackBy = (entry: Entry): string | null =>
  entry.kind === 'settling.taken-back' ? entry.data.settlingId : null;

/** Ids of the earlier subjects that an entry speaks of; none: it speaks of no earlier ones. */
export const subjectsOf = (entry: Entry): string[] => {
  if (entry.kind === 'duplicate.settled') return [...entry.data.recordIds];
  if (entry.kind === 'settling.taken-back') {
    return entry.data.subject === 'pair' ? [...entry.data.recordIds] : [entry.subjectId];
  }
  if (entry.kind === 'quarantine.settled') return [entry.subjectId];
  if (entry.kind === 'declaration.typed-again') return [entry.subjectId];
  return entryToSubjectKind(entry) === null ? [] : [entry.subjectId];
};

/** Whether an entry speaks of one recorded earlier, and of which sort that is. */
export const entryToSubjectKind = (entry: Entry): [SubjectKind, SubjectEntry] | null => {
  switch (entry.kind) {
    case 'declaration.amended':
    case 'declaration.voided':
      return ['declaration', entry];
    case 'crossing.amended':
    case 'crossing.voided':
      return ['crossing', entry];
    case 'conflict.settled':
      return [entry.data.subject, entry];
    case 'settling.taken-back':
      return entry.data.subject === 'declaration' || entry.data.subject === 'crossing'
        ? [entry.data.subject, entry]
        : null;
    case 'declaration.recorded':
    case 'crossing.recorded':
    case 'duplicate.settled':
    case 'quarantine.settled':
    case 'shift.closed':
    case 'pad.issued':
    case 'sheets.handed-out':
    case 'sheets.returned':
    case 'sheets.spoiled':
    case 'double-entry.set':
    case 'unit.stood':
    // It says that somebody must know of the record, and nothing of the record itself.
    case 'referral.raised':
    // It changes nothing of the record; somebody may amend it after comparing.
    case 'declaration.typed-again':
      return null;
  }
};
