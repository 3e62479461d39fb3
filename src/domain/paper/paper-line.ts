import { z } from 'zod';
import type { Entry } from '../log/entry.ts';
import { doubleEntrySchema } from './typed-again.ts';
import { handingOutSchema, padSchema, returningSchema, spoilingSchema } from './pad-data.ts';

const told = {
  entryId: z.uuid(),
  officer: z.string().max(40),
  /** Unix milliseconds by the clock of the tablet. */
  wallMs: z.int(),
};
const ofPad = {
  ...told,
  padId: z.uuid(),
  /** Entries about the pad that the author had seen. */
  basedOn: z.array(z.uuid()).max(50),
};
const ofDeclaration = { ...told, declarationId: z.uuid() };

/**
 * What an entry says of sheets of paper, and nothing of the person who filled one in: every tablet of the unit
 * may know it.
 */
export const paperLineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pad.issued'), ...ofPad, data: padSchema }),
  z.object({ kind: z.literal('sheets.handed-out'), ...ofPad, data: handingOutSchema }),
  z.object({ kind: z.literal('sheets.returned'), ...ofPad, data: returningSchema }),
  z.object({ kind: z.literal('sheets.spoiled'), ...ofPad, data: spoilingSchema }),
  z.object({
    kind: z.literal('sheet.typed'),
    ...ofDeclaration,
    /** Null: it was said later that the declaration was on no sheet. */
    serial: z.string().max(20).nullable(),
    amended: z.boolean(),
  }),
  z.object({
    kind: z.literal('sheet.typed-again'),
    ...ofDeclaration,
    /** Names of fields that were read differently, never what was read. */
    differing: z.array(z.string().max(30)).max(60),
  }),
  z.object({
    kind: z.literal('double-entry.set'),
    ...told,
    basedOn: z.array(z.uuid()).max(50),
    data: doubleEntrySchema,
  }),
  z.object({ kind: z.literal('declaration.voided'), ...ofDeclaration }),
  z.object({
    kind: z.literal('declaration.unvoided'),
    ...ofDeclaration,
    basedOn: z.array(z.uuid()).max(50),
  }),
]);
export type PaperLine = z.infer<typeof paperLineSchema>;
export type PaperLineOf<Kind extends PaperLine['kind']> = Extract<PaperLine, { kind: Kind }>;

/** What an entry says of sheets of paper; mostly nothing. */
export const entryToPaperLines = (entry: Entry): PaperLine[] => {
  const { entryId, officer, subjectId, basedOn = [] } = entry;
  const by = { entryId, officer, wallMs: entry.time.wall };
  const about = { ...by, padId: subjectId, basedOn };
  const of = { ...by, declarationId: subjectId };
  switch (entry.kind) {
    case 'pad.issued':
      return [{ kind: entry.kind, ...about, data: entry.data }];
    case 'sheets.handed-out':
      return [{ kind: entry.kind, ...about, data: entry.data }];
    case 'sheets.returned':
      return [{ kind: entry.kind, ...about, data: entry.data }];
    case 'sheets.spoiled':
      return [{ kind: entry.kind, ...about, data: entry.data }];
    case 'declaration.recorded': {
      const { paperSerial: serial } = entry.data;
      return serial === undefined ? [] : [{ kind: 'sheet.typed', ...of, serial, amended: false }];
    }
    case 'declaration.amended':
      return serialLine(of, entry.data.fields.paperSerial);
    case 'declaration.voided':
      return [{ kind: entry.kind, ...of }];
    case 'conflict.settled': {
      if (entry.data.subject !== 'declaration') return [];
      const lines = serialLine(of, entry.data.fields.paperSerial);
      return entry.data.unvoid
        ? [...lines, { kind: 'declaration.unvoided', ...of, basedOn }]
        : lines;
    }
    case 'declaration.typed-again':
      return [{ kind: 'sheet.typed-again', ...of, differing: entry.data.differing }];
    case 'double-entry.set':
      return [{ kind: entry.kind, ...by, basedOn, data: entry.data }];
    default:
      return [];
  }
};

const serialLine = (
  of: Pick<PaperLineOf<'sheet.typed'>, 'entryId' | 'officer' | 'wallMs' | 'declarationId'>,
  serial: string | null | undefined,
): PaperLine[] =>
  serial === undefined ? [] : [{ kind: 'sheet.typed', ...of, serial, amended: true }];
