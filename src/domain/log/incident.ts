import { z } from 'zod';

/** Something that must never happen and did, told to the supervisor instead of papered over. */
export const incidentSchema = z.strictObject({
  incidentId: z.uuid(),
  /**
   * `storage/lost`: what the tablet held is gone. `log/row-lost`: an entry is gone from the middle.
   * `log/forked`: two lives of one log. `digest/differs`: the server holds something else than was sent.
   */
  code: z.enum(['storage/lost', 'log/row-lost', 'log/forked', 'digest/differs']),
  /** Unix milliseconds by the tablet's clock. */
  wallMs: z.int(),
  logId: z.uuid().optional(),
  position: z.int().min(0).optional(),
  /** Entries that may be lost by it. */
  count: z.int().min(0).optional(),
});
export type Incident = z.infer<typeof incidentSchema>;
