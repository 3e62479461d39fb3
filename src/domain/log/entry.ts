import { z } from 'zod';
import { crossingSchema } from '../declaration/crossing.ts';
import { declarationSchema } from '../declaration/declaration.ts';
import {
  conflictSettlingSchema,
  crossingAmendmentSchema,
  declarationAmendmentSchema,
  duplicateSettlingSchema,
  settlingTakenBackSchema,
  voidingSchema,
} from '../merge/merge-data.ts';
import { handingOutSchema, padSchema, returningSchema, spoilingSchema } from '../paper/pad-data.ts';
import { doubleEntrySchema, typedAgainSchema } from '../paper/typed-again.ts';
import { quarantineSettlingSchema } from '../repair/quarantine-data.ts';
import { referralSchema } from '../referral/referral.ts';
import { shiftClosingSchema } from '../shift/shift-closing.ts';
import { unitStandSchema } from '../unit/unit-stand.ts';

/** What a tablet knew of time when it froze an entry. Shown and measured, never used to order or to refuse. */
const entryTimeSchema = z.object({
  /** Unix milliseconds by the tablet's clock. */
  wall: z.number().int(),
  /** Milliseconds since `boot`, monotonic. */
  mono: z.number(),
  /** Random id of the page life that `mono` counts from. */
  boot: z.string().max(40),
  /** Server clock minus tablet clock, milliseconds, as last measured. */
  offset: z.number().optional(),
  /** Milliseconds since `offset` was measured. */
  offsetAge: z.number().optional(),
});
export type EntryTime = z.infer<typeof entryTimeSchema>;

/** The readable outside of every entry, whatever its kind: enough for the server to take custody. */
export const envelopeSchema = z.object({
  v: z.literal(1),
  kind: z.string().min(1).max(60),
  /** Version of the schema of `data` for this kind. */
  schema: z.number().int().min(1),
  entryId: z.uuid(),
  /** What the entry is about: a declaration, a crossing, a shift closing, a pad of sheets, a unit's standing. */
  subjectId: z.uuid(),
  unitId: z.string().min(1).max(40),
  shiftId: z.string().min(1).max(80),
  officer: z.string().min(1).max(40),
  session: z.string().min(1).max(40),
  time: entryTimeSchema,
  app: z.string().max(40),
  /** Entries about the same subject that the author had seen and that nothing had superseded. */
  basedOn: z.array(z.uuid()).max(50).optional(),
  data: z.unknown(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** Every kind this build knows, with today's schema of its data; `upcast.ts` reads the earlier ones. */
export const dataSchemaByKind = {
  'declaration.recorded': declarationSchema,
  'crossing.recorded': crossingSchema,
  'shift.closed': shiftClosingSchema,
  'declaration.amended': declarationAmendmentSchema,
  'crossing.amended': crossingAmendmentSchema,
  'declaration.voided': voidingSchema,
  'crossing.voided': voidingSchema,
  'conflict.settled': conflictSettlingSchema,
  'duplicate.settled': duplicateSettlingSchema,
  'settling.taken-back': settlingTakenBackSchema,
  'quarantine.settled': quarantineSettlingSchema,
  'pad.issued': padSchema,
  'sheets.handed-out': handingOutSchema,
  'sheets.returned': returningSchema,
  'sheets.spoiled': spoilingSchema,
  'declaration.typed-again': typedAgainSchema,
  'double-entry.set': doubleEntrySchema,
  'referral.raised': referralSchema,
  'unit.stood': unitStandSchema,
} as const;

export type EntryKind = keyof typeof dataSchemaByKind;
export type EntryOf<Kind extends EntryKind> = Omit<Envelope, 'kind' | 'data'> & {
  kind: Kind;
  data: z.infer<(typeof dataSchemaByKind)[Kind]>;
};
export type Entry = { [Kind in EntryKind]: EntryOf<Kind> }[EntryKind];

export const isEntryKind = (kind: string): kind is EntryKind =>
  Object.hasOwn(dataSchemaByKind, kind);
