import { reachesCitizens, reachesPlace, type Place } from '#domain/bulletin/aim.ts';
import { inOrder, publishedBulletinSchema } from '#domain/bulletin/bulletin.ts';
import { countReach, type Reach } from '#domain/bulletin/count-reach.ts';
import type { BulletinDeskResponse, BulletinReachResponse } from '#protocol/bulletins.ts';
import type { PublicBulletinsResponse } from '#protocol/public-bulletins.ts';
import type { KeptBulletin } from '../../store/bulletins.ts';
import type { StoreReader } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';

const mostOnDesk = 60;
const mostMissing = 500;

type Ground = {
  readonly units: readonly Place[];
  readonly tablets: Awaited<ReturnType<StoreReader['listDevices']>>;
  readonly officers: Awaited<ReturnType<StoreReader['listKnownOfficers']>>;
};

const readGround = async (store: StoreReader): Promise<Ground> => ({
  units: await store.listUnits(),
  tablets: (await store.listDevices()).filter(({ ending }) => ending === null),
  officers: await store.listKnownOfficers(),
});

const reachOf = async (store: StoreReader, ground: Ground, kept: KeptBulletin): Promise<Reach> =>
  countReach(kept.bulletin.aim, {
    ...ground,
    reached: await store.listReachedBy(kept),
    receipts: await store.listReceipts(kept.bulletinId),
  });

/** What was written at the command post, with whom it has reached. */
export const tellBulletinDesk = async (
  {
    store,
    clock,
    isMassSent,
  }: Pick<ServicePorts, 'store' | 'clock'> & { readonly isMassSent: boolean },
  nonce: string,
): Promise<BulletinDeskResponse> => {
  const ground = await readGround(store);
  const bulletins: BulletinDeskResponse['bulletins'] = [];
  const people = new Set<string>();
  for (const kept of await store.listBulletins(mostOnDesk)) {
    const { bulletinId, state, version, bulletin, publishedAtMs } = kept;
    const lines = await store.listBulletinLines(bulletinId);
    for (const { officerId } of lines) people.add(officerId);
    bulletins.push({
      bulletinId,
      state,
      version,
      bulletin,
      writers: [...kept.writers],
      publishedAtMs,
      lines: lines.map(({ step, atMs, officerId, reason }) => ({ step, atMs, officerId, reason })),
      totals: publishedAtMs === null ? null : totalsOf(await reachOf(store, ground, kept)),
      sending: await sendingOf(store, bulletinId),
    });
  }
  const named = ground.officers.filter(({ officerId }) => people.has(officerId));
  const names = Object.fromEntries(named.map(({ officerId, name }) => [officerId, name]));
  // Numbers of who was taken off the list are not given anew; to count seven million takes too long here.
  const subscribers = isMassSent ? await store.lastSubscriber() : null;
  return { nonce, serverTimeMs: clock(), bulletins, names, subscribers };
};

const sendingOf = async (
  store: StoreReader,
  bulletinId: string,
): Promise<BulletinDeskResponse['bulletins'][number]['sending']> => {
  const sending = await store.findSending(bulletinId);
  if (sending === null) return null;
  const { state, recipients } = sending;
  return { state, recipients, ...(await store.countSending(bulletinId)) };
};

const totalsOf = ({ units }: Reach) => {
  const sum = (of: 'tablets' | 'reached' | 'officers' | 'read' | 'acknowledged') =>
    units.reduce((all, row) => all + row[of], 0);
  return {
    tablets: sum('tablets'),
    reached: sum('reached'),
    officers: sum('officers'),
    read: sum('read'),
    acknowledged: sum('acknowledged'),
  };
};

/** Whom one has reached, by unit. Null: there is none. */
export const tellBulletinReach = async (
  { store }: Pick<ServicePorts, 'store'>,
  { nonce, bulletinId }: { readonly nonce: string; readonly bulletinId: string },
): Promise<BulletinReachResponse | null> => {
  const kept = await store.findBulletin(bulletinId);
  if (kept === null) return null;
  const { units, missing } = await reachOf(store, await readGround(store), kept);
  return { nonce, units: [...units], missing: missing.slice(0, mostMissing) };
};

/** What the city tells its people now. */
export const tellPublicBulletins = async ({
  store,
  clock,
}: Pick<ServicePorts, 'store' | 'clock'>): Promise<PublicBulletinsResponse> => {
  const nowMs = clock();
  const kept = await store.listInForce(nowMs);
  const told = kept.flatMap(({ bulletinId, bulletin, publishedAtMs }) =>
    publishedAtMs === null ? [] : [{ ...bulletin, bulletinId, publishedAtMs }],
  );
  const bulletins = told
    .filter(({ aim }) => reachesCitizens(aim))
    .toSorted(inOrder)
    // Whom else it is for is nobody's business here.
    .map(({ bulletinId, title, text, isUrgent, publishedAtMs, validUntilMs }) => ({
      bulletinId,
      title,
      text,
      isUrgent,
      publishedAtMs,
      validUntilMs,
    }));
  return { serverTimeMs: nowMs, bulletins };
};

/** Whether a line of the feed is left out for a tablet of this place: a bulletin for others, or one that is over. */
export const isBulletinForOthers = (
  { kind, body }: { readonly kind: string; readonly body: unknown },
  place: Place,
  nowMs: number,
): boolean => {
  if (kind !== 'bulletin') return false;
  const { aim, validUntilMs } = publishedBulletinSchema.parse(body);
  return !reachesPlace(aim, place) || validUntilMs <= nowMs;
};
