import { authorities, readField, type FieldReading, type FieldWrite } from './field-register.ts';
import { beginning, headsOf, inForce, orderCausally, type Placed } from './order-causally.ts';
import { readVoiding, type VoidingReading } from './read-voiding.ts';
import { isSettling, takenBackBy, type SubjectEntry } from './subject-entry.ts';

/** A declaration or a crossing as it was recorded. */
export type Recording<Data> = { readonly entryId: string; readonly data: Data };

type Conflict = {
  readonly field: string;
  /** Undefined: the field is empty. */
  readonly values: readonly { readonly entryId: string; readonly value: unknown }[];
};

/** A declaration or a crossing with everything that was said of it since. */
export type MergedSubject<Data> = VoidingReading & {
  readonly data: Data;
  /** Fields whose shown value is not the recorded writing. */
  readonly amended: readonly string[];
  readonly conflicts: readonly Conflict[];
  /** What the next entry about this is based on. */
  readonly heads: readonly string[];
};

/** Folds one subject. Each entry is there once; their order means nothing [MERGE-1]. */
export const foldSubject = <Data extends object>(
  recording: Recording<Data>,
  entries: readonly SubjectEntry[],
): { merged: MergedSubject<Data>; parked: SubjectEntry[] } => {
  const { placed, parked } = orderCausally(recording.entryId, entries);
  const standing = inForce(placed, isSettling, takenBackBy);
  const readings = readFields(recording, standing);
  const data = new Map<string, unknown>(Object.entries(recording.data));
  for (const [field, { shown }] of readings) {
    if (shown.value === undefined) data.delete(field);
    else data.set(field, shown.value);
  }
  const heads = headsOf(placed).map(({ entry }) => entry.entryId);
  const merged: MergedSubject<Data> = {
    // Every value passed the schema of its field, and only what need not be answered can be removed.
    data: Object.fromEntries(data) as Data,
    amended: readings
      .filter(([, { shown }]) => shown.entryId !== recording.entryId)
      .map(([field]) => field),
    conflicts: readings
      .filter(([, { contested }]) => contested.length > 0)
      .map(([field, { contested }]) => ({
        field,
        values: contested.map(({ entryId, value }) => ({ entryId, value })),
      })),
    ...readVoiding(standing),
    heads: heads.length === 0 ? [recording.entryId] : heads.toSorted(),
  };
  return { merged, parked };
};

const readFields = (
  { entryId, data }: Recording<object>,
  placed: readonly Placed<SubjectEntry>[],
): (readonly [string, FieldReading])[] => {
  const recorded = new Map<string, unknown>(Object.entries(data));
  const writesByField = new Map<string, FieldWrite[]>();
  const writesTo = (field: string): FieldWrite[] => {
    const value = recorded.get(field);
    const authority = authorities.recorded;
    const begun = [{ entryId, bit: beginning, ancestors: 0n, authority, value }];
    const writes = writesByField.get(field) ?? begun;
    writesByField.set(field, writes);
    return writes;
  };
  for (const { entry, bit, ancestors } of placed) {
    if (!('fields' in entry.data)) continue;
    const authority = authorityOf(entry);
    for (const [field, value] of Object.entries(entry.data.fields)) {
      if (value === undefined) continue;
      const write = { entryId: entry.entryId, bit, ancestors, authority };
      writesTo(field).push({ ...write, value: value ?? undefined });
    }
  }
  return [...writesByField]
    .map(([field, writes]) => [field, readField(writes)] as const)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
};

const authorityOf = ({ data }: SubjectEntry): FieldWrite['authority'] => {
  if (!('role' in data)) return authorities.settled;
  return data.role === 'supervisor' ? authorities.supervisor : authorities.officer;
};
