import { z } from 'zod';
import { bulletinWithdrawalSchema, publishedBulletinSchema } from '#domain/bulletin/bulletin.ts';
import { identityCheckedSchema, registryNoticeSchema } from '#domain/identity/registry-check.ts';
import { sealingKeySchema } from '#domain/log/sealing-key.ts';
import { codeNewsSchema } from '#domain/qr/code-news.ts';
import { trustKeySchema } from '#domain/qr/trust-key.ts';
import { officerSchema } from '#domain/officer/officer.ts';
import { paperLineSchema } from '#domain/paper/paper-line.ts';
import { shiftClosingSchema } from '#domain/shift/shift-closing.ts';
import { shiftLineSchema } from '#domain/shift/shift-line.ts';
import { ruleSetNoticeSchema } from '#domain/verdict/rule-set-notice.ts';
import { unitSchema } from '#domain/unit/unit.ts';
import { watchlistNoticeSchema } from './watchlist.ts';

/** `reference`: what the server tells every tablet. `unit:<id>`: what happened on one unit. */
const scopeSchema = z.string().regex(/^(reference|unit:[A-Za-z0-9-]{1,40})$/);

/** `GET /api/v1/pull?protocol&scope&cursor&limit`. */
export const pullQuerySchema = z.object({
  protocol: z.coerce.number().int(),
  scope: scopeSchema,
  cursor: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  /** The epoch the cursor belongs to; another one is answered with `reset`. */
  epoch: z.string().max(64).optional(),
});
export type PullQuery = z.infer<typeof pullQuerySchema>;

/**
 * One line of a feed. Kinds this build does not know are stored as they are and read after the update,
 * so the outer shape is loose and `knownChangeSchema` reads what is known.
 */
export const changeSchema = z.object({
  /** Place in the scope's feed, rising. Lines meant for other units are left out, so numbers may be skipped. */
  seq: z.number().int().min(1),
  kind: z.string().max(60),
  body: z.unknown(),
});
export type Change = z.infer<typeof changeSchema>;

/**
 * `entries.accepted` tells that entries arrived, never what they say about a person. `entry.merged` tells
 * that something was said of a record; who holds that record asks for it (`merged.ts`). `trust-key` and
 * `code-news` are what a tablet needs to judge signed codes without a network.
 */
export const knownChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), body: unitSchema }),
  z.object({ kind: z.literal('officer'), body: officerSchema }),
  z.object({
    kind: z.literal('officer.removed'),
    body: z.object({ officerId: officerSchema.shape.officerId }),
  }),
  z.object({ kind: z.literal('sealing-key'), body: sealingKeySchema }),
  z.object({ kind: z.literal('trust-key'), body: trustKeySchema }),
  z.object({ kind: z.literal('rule-set'), body: ruleSetNoticeSchema }),
  z.object({ kind: z.literal('watchlist'), body: watchlistNoticeSchema }),
  z.object({ kind: z.literal('bulletin'), body: publishedBulletinSchema }),
  z.object({ kind: z.literal('bulletin.withdrawn'), body: bulletinWithdrawalSchema }),
  z.object({ kind: z.literal('code-news'), body: codeNewsSchema }),
  z.object({
    kind: z.literal('entries.accepted'),
    body: z.object({ logId: z.uuid(), from: z.int().min(1), through: z.int().min(1) }),
  }),
  z.object({
    kind: z.literal('entry.merged'),
    body: z.object({
      logId: z.uuid(),
      position: z.int().min(1),
      entryId: z.uuid(),
      /** Ids of the declaration, the crossing or the two crossings it is about. */
      about: z.array(z.uuid()).min(1).max(2),
    }),
  }),
  z.object({ kind: z.literal('identity.checked'), body: identityCheckedSchema }),
  z.object({ kind: z.literal('registry'), body: registryNoticeSchema }),
  z.object({ kind: z.literal('paper.told'), body: paperLineSchema }),
  z.object({ kind: z.literal('shift.told'), body: shiftLineSchema }),
  z.object({
    kind: z.literal('shift.closed'),
    body: shiftClosingSchema.extend({ officer: z.string(), wallMs: z.number().int() }),
  }),
]);

export const pullResponseSchema = z.object({
  epoch: z.string(),
  changes: z.array(changeSchema),
  /** Send this next time. */
  cursor: z.number().int().min(0),
  hasMore: z.boolean(),
  /** The cursor was not from here: forget what was pulled for this scope and start at `cursor`. */
  reset: z.boolean().optional(),
});
export type PullResponse = z.infer<typeof pullResponseSchema>;
