import { fail, ok, type Result } from '#domain/core/result.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import { knownChangeSchema, type Change, type PullResponse } from '#protocol/pull.ts';
import type { SyncPorts } from './ports.ts';
import type { PulledChange } from './pulled-page.ts';

const pageChanges = 200;

/** Reads a feed to its end, page by page. The log is never touched. */
export const pullScope = async (
  { store, transport }: Pick<SyncPorts, 'store' | 'transport'>,
  scope: string,
): Promise<Result<void, CallFailure>> => {
  for (;;) {
    const before = await store.readCursor(scope);
    const answer = await transport.pull({
      scope,
      cursor: before.cursor,
      limit: pageChanges,
      ...(before.epoch === null ? {} : { epoch: before.epoch }),
    });
    if (!answer.ok) return fail(answer.error);
    const page = answer.value;
    const applied = await store.applyPullPage({
      scope,
      asked: before.cursor,
      cursor: page.cursor,
      epoch: page.epoch,
      reset: page.reset === true,
      last: !page.hasMore,
      changes: page.changes.flatMap(changeToPulled),
    });
    if (!applied || !page.hasMore || !advances(before.cursor, page)) return ok(undefined);
  }
};

/** A server that promises more and gives nothing must not keep the tablet asking. */
const advances = (asked: number, page: PullResponse): boolean =>
  page.cursor > asked || page.reset === true;

const changeToPulled = (change: Change): PulledChange[] => {
  const known = knownChangeSchema.safeParse(change);
  if (!known.success) {
    return [{ kind: 'unread', seq: change.seq, of: change.kind, body: change.body }];
  }
  const { data } = known;
  if (data.kind === 'unit') {
    return [{ kind: 'reference', of: 'unit', id: data.body.unitId, body: data.body }];
  }
  if (data.kind === 'officer') {
    return [{ kind: 'reference', of: 'officer', id: data.body.officerId, body: data.body }];
  }
  // Of accepted entries the push answer already told, and other tablets' are the board's.
  return data.kind === 'shift.closed' ? [{ kind: 'closing', body: data.body }] : [];
};
