import type { Kysely } from 'kysely';
import { keptRequestSchema } from '#protocol/subjects.ts';
import type { SubjectRequestReader, SubjectRequestTransactor } from './subject-requests.ts';
import type { Tables } from './tables.ts';

export const sqlSubjectRequests = (db: Kysely<Tables>): SubjectRequestReader => ({
  listSubjectRequests: async () => {
    const rows = await db
      .selectFrom('subject_requests')
      .select('body')
      .orderBy('closed_at', (order) => order.asc().nullsFirst())
      .orderBy('due_at')
      .orderBy('request_id')
      .execute();
    return rows.map(({ body }) => keptRequestSchema.parse(JSON.parse(body)));
  },
});

export const sqlSubjectRequestTransactor = (db: Kysely<Tables>): SubjectRequestTransactor => ({
  putSubjectRequest: async (request) => {
    const said = {
      due_at: request.dueMs,
      closed_at: request.closedAtMs,
      body: JSON.stringify(request),
    };
    await db
      .insertInto('subject_requests')
      .values({ request_id: request.requestId, ...said })
      .onConflict((conflict) => conflict.column('request_id').doUpdateSet(said))
      .execute();
  },
});
