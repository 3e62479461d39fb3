import { countReach } from '#domain/bulletin/count-reach.ts';
import type { ServicePorts } from '../service-ports.ts';

type UnreadBulletin = {
  readonly bulletinId: string;
  readonly title: string;
  readonly publishedAtMs: number | null;
  /** Whom it is for, and how many of them have read it. */
  readonly officers: number;
  readonly read: number;
};

/** Bulletins in force that not everybody whom they are for has read. */
export const listUnreadBulletins = async ({
  store,
  clock,
}: Pick<ServicePorts, 'store' | 'clock'>): Promise<UnreadBulletin[]> => {
  const inForce = await store.listInForce(clock());
  if (inForce.length === 0) return [];
  const units = await store.listUnits();
  const officers = await store.listKnownOfficers();
  const unread: UnreadBulletin[] = [];
  for (const { bulletinId, bulletin, publishedAtMs } of inForce) {
    const receipts = await store.listReceipts(bulletinId);
    const reach = countReach(bulletin.aim, { units, officers, receipts, tablets: [], reached: [] });
    const of = (what: 'officers' | 'read') => reach.units.reduce((sum, row) => sum + row[what], 0);
    const counts = { officers: of('officers'), read: of('read') };
    if (counts.read < counts.officers) {
      unread.push({ bulletinId, title: bulletin.title, publishedAtMs, ...counts });
    }
  }
  return unread;
};
