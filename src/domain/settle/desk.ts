import { z } from 'zod';
import { crossingSchema } from '../declaration/crossing.ts';
import { declarationSchema } from '../declaration/declaration.ts';
import { cluesAgainst, cluesFor, type ClueAgainst, type ClueFor } from './clue.ts';

/** By whom, when by the clock of the tablet, and on which tablet; null: not known here. */
const saidBySchema = z.object({
  officer: z.string(),
  wallMs: z.number(),
  device: z.string().nullable(),
});
export type SaidBy = z.infer<typeof saidBySchema>;

const halfSchema = z.enum(['declaration', 'crossing']);

/** One field of which people wrote different things without knowing of each other. */
const deskConflictSchema = z.object({
  recordId: z.uuid(),
  half: halfSchema,
  subjectId: z.uuid(),
  field: z.string(),
  /** What a settling is based on. */
  basedOn: z.array(z.uuid()),
  /** A value that is absent: the field is empty. */
  values: z.array(z.object({ entryId: z.uuid(), value: z.unknown().optional(), by: saidBySchema })),
});
export type DeskConflict = z.infer<typeof deskConflictSchema>;

const pairVerdictSchema = z.enum(['same-crossing', 'same-person', 'different']);

/** Two records that may be one crossing, or of which somebody said what they are to each other. */
const deskPairSchema = z.object({
  recordIds: z.tuple([z.uuid(), z.uuid()]),
  likelihood: z.enum(['certain', 'possible', 'no']),
  speaksFor: z.array(z.enum(Object.keys(cluesFor) as [ClueFor, ...ClueFor[]])),
  speaksAgainst: z.array(z.enum(Object.keys(cluesAgainst) as [ClueAgainst, ...ClueAgainst[]])),
  basedOn: z.array(z.uuid()),
  settled: z
    .object({
      verdict: pairVerdictSchema,
      settlingId: z.uuid(),
      /** Two people said different things without knowing of each other. */
      contested: z.boolean(),
      by: saidBySchema,
    })
    .nullable(),
});
export type DeskPair = z.infer<typeof deskPairSchema>;

/** A settling of fields that holds, and can be taken back. */
const deskSettlingSchema = z.object({
  recordId: z.uuid(),
  half: halfSchema,
  subjectId: z.uuid(),
  settlingId: z.uuid(),
  fields: z.array(z.string()),
  basedOn: z.array(z.uuid()),
  by: saidBySchema,
});
export type DeskSettling = z.infer<typeof deskSettlingSchema>;

/** A record that a case is about, as it stands. */
const deskRecordSchema = z.object({
  recordId: z.uuid(),
  /** Unix milliseconds, by the server's clock where the tablet knew it. */
  atMs: z.number(),
  by: saidBySchema,
  /** Without what the role may not see. */
  declaration: declarationSchema.partial(),
  crossing: crossingSchema.partial(),
});
export type DeskRecord = z.infer<typeof deskRecordSchema>;

/** What a supervisor has to settle, and what was settled. */
export const settleDeskSchema = z.object({
  conflicts: z.array(deskConflictSchema),
  /** The certain ones first. */
  pairs: z.array(deskPairSchema),
  settlings: z.array(deskSettlingSchema),
  records: z.array(deskRecordSchema),
  /** There are more than are told. */
  more: z.boolean(),
});
export type SettleDesk = z.infer<typeof settleDeskSchema>;
