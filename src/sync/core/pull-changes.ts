import { fail, ok, type Result } from '#domain/core/result.ts';
import { codeNewsName } from '#domain/qr/code-news.ts';
import { trustKeyName } from '#domain/qr/trust-key.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import { knownChangeSchema, type Change, type PullResponse } from '#protocol/pull.ts';
import { askMerged, type MergedLine } from './ask-merged.ts';
import type { SyncPorts } from './ports.ts';
import type { PulledChange } from './pulled-page.ts';

const pageChanges = 200;

/** Reads a feed to its end, page by page. The log is never touched. */
export const pullScope = async (
  ports: Pick<SyncPorts, 'store' | 'transport' | 'random' | 'clock'>,
  scope: string,
): Promise<Result<void, CallFailure>> => {
  const { store, transport, clock } = ports;
  for (;;) {
    const askedAtMs = clock.wallMs();
    const before = await store.readCursor(scope);
    const answer = await transport.pull({
      scope,
      cursor: before.cursor,
      limit: pageChanges,
      ...(before.epoch === null ? {} : { epoch: before.epoch }),
    });
    if (!answer.ok) return fail(answer.error);
    const page = answer.value;
    const said = await askMerged(ports, page.changes.flatMap(changeToMerged));
    if (!said.ok) return fail(said.error);
    const applied = await store.applyPullPage({
      scope,
      asked: before.cursor,
      cursor: page.cursor,
      epoch: page.epoch,
      askedAtMs,
      reset: page.reset === true,
      last: !page.hasMore,
      changes: [
        ...page.changes.flatMap(changeToPulled),
        ...said.value.map((entry) => ({ kind: 'merged' as const, entry })),
      ],
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
  if (data.kind === 'officer.removed') {
    return [{ kind: 'officer-removed', officerId: data.body.officerId }];
  }
  if (data.kind === 'bulletin') {
    return [{ kind: 'reference', of: 'bulletin', id: data.body.bulletinId, body: data.body }];
  }
  if (data.kind === 'bulletin.withdrawn') {
    const { bulletinId: id } = data.body;
    return [{ kind: 'reference', of: 'bulletin-withdrawal', id, body: data.body }];
  }
  if (data.kind === 'sealing-key') {
    return [{ kind: 'reference', of: 'sealing-key', id: data.body.keyId, body: data.body }];
  }
  if (data.kind === 'trust-key') {
    return [{ kind: 'reference', of: 'trust-key', id: trustKeyName(data.body), body: data.body }];
  }
  if (data.kind === 'code-news') {
    return [{ kind: 'reference', of: 'code-news', id: codeNewsName(data.body), body: data.body }];
  }
  if (data.kind === 'rule-set') {
    return [{ kind: 'reference', of: 'rule-set', id: `${data.body.number}`, body: data.body }];
  }
  if (data.kind === 'watchlist') {
    return [{ kind: 'reference', of: 'watchlist', id: 'watchlist', body: data.body }];
  }
  if (data.kind === 'identity.checked') {
    return [{ kind: 'reference', of: 'identity', id: data.body.declarationId, body: data.body }];
  }
  if (data.kind === 'registry') {
    return [{ kind: 'reference', of: 'registry', id: 'registry', body: data.body }];
  }
  if (data.kind === 'paper.told') return [{ kind: 'paper', line: data.body }];
  if (data.kind === 'shift.told') return [{ kind: 'shift', line: data.body }];
  // What was merged is asked for; of accepted entries the push answer already told, and other tablets' are the board's.
  return data.kind === 'shift.closed' ? [{ kind: 'closing', body: data.body }] : [];
};

const changeToMerged = (change: Change): MergedLine[] => {
  const known = knownChangeSchema.safeParse(change);
  return known.success && known.data.kind === 'entry.merged' ? [known.data.body] : [];
};
