import { z } from 'zod';

const untilMs = z.int().min(0);

/** What became of signed declarations, by their ids; it names nobody. */
export const codeNewsSchema = z.discriminatedUnion('what', [
  z.strictObject({
    /** By a corrected one, or because its person took it back. */
    what: z.enum(['superseded', 'withdrawn']),
    declarationId: z.uuid(),
    /** When the code ends by itself and this need not be known any more, Unix milliseconds. */
    untilMs,
  }),
  z.strictObject({
    what: z.literal('used'),
    declarationId: z.uuid(),
    unitId: z.string().min(1).max(40),
    /** The crossing. */
    recordId: z.uuid(),
    /** When, Unix milliseconds by the server's clock where the tablet knew it. */
    atMs: z.int().min(0),
    untilMs,
  }),
]);
export type CodeNews = z.infer<typeof codeNewsSchema>;

/** Each is told once of a code: that it ended, or one use of it. */
export const codeNewsName = (news: CodeNews): string =>
  [news.declarationId, news.what, ...(news.what === 'used' ? [news.recordId] : [])].join(' ');
