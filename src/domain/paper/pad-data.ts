import { z } from 'zod';
import { answerSchema } from '../declaration/answer-schema.ts';
import { lastNumber } from './serial.ts';

/** Sheets in one pad at most. */
export const padLimit = 200;

const number = z.int().min(1).max(lastNumber);
const range = { from: number, to: number };
const isRange = ({ from, to }: { from: number; to: number }): boolean => from <= to;

/** A pad that was printed: the numbers `from` through `to` of a block, as far as they have a serial. */
export const padSchema = z
  .strictObject({
    block: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{3}$/),
    ...range,
    paper: z.enum(['a4', 'a5']),
    /** The log whose block it is: a block with pads of two logs is shared by mistake. */
    logId: z.uuid(),
  })
  .refine(isRange);

/** Sheets of one pad, by number, given to an officer to be filled in. */
export const handingOutSchema = z
  .strictObject({ ...range, officer: z.string().min(1).max(40) })
  .refine(isRange);

/** Sheets of one pad, by number, that came back unused and are good. */
export const returningSchema = z.strictObject(range).refine(isRange);

/** Sheets of one pad, by number, that nobody will type. */
export const spoilingSchema = z
  .strictObject({ ...range, reason: answerSchema('spoilReason') })
  .refine(isRange);
