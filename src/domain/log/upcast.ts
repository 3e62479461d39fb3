import type { z } from 'zod';
import { fail, type Result } from '../core/result.ts';
import { dataSchemaByKind, type EntryKind } from './entry.ts';

type Upcast = (data: unknown) => unknown;

/**
 * Per kind, what turns each schema version that was ever shipped into the next one, the oldest first.
 * Today's version is one more than there are steps. A step is never changed once it was released.
 */
const upcastsByKind: Readonly<Record<EntryKind, readonly Upcast[]>> = {
  'declaration.recorded': [],
  // 2: which code was read, if any; before, nobody noted it.
  // 3: with whom in one vehicle, if with anybody; before, nobody noted it.
  // 4: which signed declaration was shown; before, nobody noted it.
  // 5: which rules proposed; before, nobody noted it.
  'crossing.recorded': [(data) => data, (data) => data, (data) => data, (data) => data],
  'shift.closed': [],
  'declaration.amended': [],
  'crossing.amended': [],
  'declaration.voided': [],
  'crossing.voided': [],
  'conflict.settled': [],
  'duplicate.settled': [],
  'settling.taken-back': [],
  'quarantine.settled': [],
  'pad.issued': [],
  'sheets.handed-out': [],
  'sheets.returned': [],
  'sheets.spoiled': [],
  'declaration.typed-again': [],
  'double-entry.set': [],
  'referral.raised': [],
  'unit.stood': [],
};

/** The schema version that this build writes. */
export const currentSchemaOf = (kind: EntryKind): number => upcastsByKind[kind].length + 1;

type DataFault = { code: 'entry/newer-schema' | 'entry/data-invalid' };
type DataOf<Kind extends EntryKind> = z.infer<(typeof dataSchemaByKind)[Kind]>;

/** Data of any version ever shipped, as of today's version. */
export const upcastData = <Kind extends EntryKind>(
  kind: Kind,
  schema: number,
  data: unknown,
): Result<DataOf<Kind>, DataFault> => {
  if (schema > currentSchemaOf(kind)) return fail({ code: 'entry/newer-schema' });
  const steps = upcastsByKind[kind].slice(schema - 1);
  const today = dataSchemaByKind[kind].safeParse(steps.reduce((older, step) => step(older), data));
  if (!today.success) return fail({ code: 'entry/data-invalid' });
  return { ok: true, value: today.data as DataOf<Kind> };
};
