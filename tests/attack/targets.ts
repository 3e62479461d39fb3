import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { genesisDigest } from '#domain/log/chain.ts';
import { carryToBody } from '#protocol/carry.ts';
import { pushToBody } from '#protocol/push-body.ts';
import { pushMediaType, type PushRequest } from '#protocol/push.ts';
import { protocolVersion } from '#protocol/version.ts';
import { inventedPerson } from '../../sync-server/connectors/population-registry/sandbox/people.ts';
import { sampleLog, type PlacedEntry } from '../contract/sample-log.ts';
import type { EnrolledTablet } from '../support/enrol-at.ts';
import { writeParcels } from '../support/write-parcels.ts';
import { makeTestSigner, type TestSigner } from '../support/test-signer.ts';

/** A request that is in order, before anything is done to it; signed when it is sent. */
export type Target = {
  readonly method: string;
  readonly path: string;
  readonly type: string | null;
  readonly body: Buffer;
  readonly signer: TestSigner | null;
  readonly headers: Readonly<Record<string, string>>;
};

const jsonType = 'application/json';
const nothing = Buffer.alloc(0);
const routesDir = new URL('../../sync-server/http/routes/', import.meta.url);

/** Every route of the server with its method, as its source names it: one that is added is attacked as well. */
export const namedRoutes = (): { readonly method: string; readonly path: string }[] =>
  readdirSync(routesDir).flatMap((file) => {
    const source = readFileSync(new URL(file, routesDir), 'utf8');
    const pattern = /\.(get|post|put|patch|delete)\(\s*'(\/api\/v1\/[^']*)'/g;
    return [...source.matchAll(pattern)].map(([, method = '', path = '']) => ({
      method: method.toUpperCase(),
      path,
    }));
  });

const json = (message: object): Pick<Target, 'type' | 'body'> => ({
  type: jsonType,
  body: Buffer.from(JSON.stringify({ protocol: protocolVersion, nonce: randomUUID(), ...message })),
});

/** A push of these entries to the place that the first of them carries. */
export const pushOf = (
  logId: string,
  entries: readonly PlacedEntry[],
  change: Partial<PushRequest> = {},
): Buffer =>
  Buffer.from(
    pushToBody({
      protocol: protocolVersion,
      nonce: randomUUID(),
      logId,
      epochSeen: null,
      from: entries[0]?.position ?? 1,
      entries: [...entries],
      clock: { wall: 1_627_200_000_000, mono: 42 },
      queue: { depth: entries.length, records: 0, oldestWallMs: null },
      app: '0.1.0',
      ...change,
    }),
  );

type Known = {
  readonly tablet: EnrolledTablet;
  /** Switched off and on again by whoever attacks. */
  readonly victimId: string;
  readonly adminToken: string;
};

/** A request for every route there is; what a route wants that is not known here is an empty message. */
export const targetsOf = ({ tablet, victimId, adminToken }: Known): Target[] => {
  const { signer, logId } = tablet;
  const stranger = makeTestSigner();
  const get = { type: null, body: nothing };
  const asOperator = { signer: null, headers: { authorization: `Bearer ${adminToken}` } };
  const byTablet = { signer, headers: {} };
  const byNobody = { signer: null, headers: {} };
  const log = sampleLog(6);
  const [first, second, ...rest] = log;
  const reordered = second && first ? [second, first, ...rest] : log;
  const push = (entries: typeof log, change: Partial<PushRequest> = {}) => ({
    type: pushMediaType,
    body: pushOf(logId, entries, change),
    ...byTablet,
  });
  const madeAtMs = 1_627_200_000_000;
  const handed = { logId: randomUUID(), unitId: 'hn-01', log, each: 4, madeAtMs };
  const carried = writeParcels(signer, handed);
  const head = { count: 6, records: 3, digest: genesisDigest(logId) };
  const held = { entryId: randomUUID(), hash: 'a'.repeat(64) };
  const filled: Record<string, readonly Omit<Target, 'method' | 'path'>[]> = {
    '/api/v1/push': [
      push(log),
      push(log.slice(4)),
      push(reordered),
      push([], { alerts: log.slice(1, 2) }),
      push([], { from: 7, skip: { count: 3, reason: 'row-lost' } }),
      { ...json({ logId, from: 1, entries: [] }), ...byTablet },
    ],
    '/api/v1/carried': carried.map((parcel) => ({
      type: pushMediaType,
      body: Buffer.from(carryToBody({ protocol: protocolVersion, nonce: randomUUID(), parcel })),
      ...byTablet,
    })),
    '/api/v1/reconcile': [{ ...json({ logId, head, probes: [1, 2, 3] }), ...byTablet }],
    '/api/v1/merged': [{ ...json({ asks: [{ logId, position: 1, held }] }), ...byTablet }],
    '/api/v1/identity': [{ ...json({ question: inventedPerson(1) }), ...byTablet }],
    '/api/v1/enrol': [
      {
        ...json({
          deviceId: stranger.deviceId,
          code: 'CHOT-2021',
          unitId: 'hn-01',
          deviceName: 'Máy lạ',
          key: stranger.publicKey,
        }),
        signer: stranger,
        headers: {},
      },
    ],
    '/api/v1/device-key': [
      { ...json({ key: signer.publicKey }), signer, headers: { authorization: 'Bearer x' } },
    ],
    '/api/v1/admin/enrol-codes': [
      { ...json({ nonce: undefined, unitId: 'hn-01' }), ...asOperator },
    ],
    '/api/v1/admin/device-endings': [
      {
        ...json({ nonce: undefined, deviceId: victimId, kind: 'retired', reason: 'hỏng' }),
        ...asOperator,
      },
    ],
  };
  const query = `?protocol=${protocolVersion}&scope=unit:hn-01&cursor=0&limit=20`;
  const routes = namedRoutes().flatMap(({ method, path }) => {
    const isAdmin = path.includes('/admin/');
    const caller = isAdmin ? asOperator : byTablet;
    const sample = method === 'GET' ? { ...get, ...caller } : { ...json({}), ...caller };
    const target = path.replace(':deviceId', victimId).replaceAll(/:\w+/g, victimId);
    const asked = path === '/api/v1/pull' ? `${target}${query}` : target;
    return (filled[path] ?? [sample]).map((one) => ({ ...one, method, path: asked }));
  });
  const files = ['/', '/index.html', '/assets/none.js', '/api', '/shift/today'].map((path) => ({
    ...get,
    ...byNobody,
    method: 'GET',
    path,
  }));
  return [...routes, ...files];
};
