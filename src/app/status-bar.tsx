import { useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { shiftAt } from '#domain/shift/shift.ts';
import { paths } from '../features/paths.ts';
import { useServices, useSession } from '../features/services.ts';
import { useLiveQuery } from '../features/use-live-query.ts';
import { formatMoment, formatShiftHours } from '../i18n/format.ts';
import { useWords, type Say } from '../i18n/use-words.ts';
import { isWordKey } from '../i18n/words.ts';
import { readDelivery, type Delivery } from '../store/read-delivery.ts';
import { readDevice } from '../store/read-device.ts';
import { readUnit } from '../store/read-units.ts';
import type { SyncStatus } from '../sync/sync-status.ts';
import { readOfficer } from '../store/read-officers.ts';
import { DeliveryMark } from '../ui/delivery-mark.tsx';
import { useNow } from '../ui/use-now.ts';
import { deliveryMark } from './delivery-state.ts';
import styles from './status-bar.module.css';
import { UnreadBulletins } from './unread-bulletins.tsx';
import { useOnline } from './use-online.ts';

type Phase = SyncStatus['phase'];

const renewMs = 10_000;

const deliveryWords = (
  say: Say,
  delivery: Delivery,
  activity: Phase,
  away: boolean,
  nowMs: number,
): string => {
  const contact =
    delivery.lastContactAtMs === null
      ? say('status.never')
      : say('status.contact', { time: formatMoment(delivery.lastContactAtMs, nowMs) });
  const network = away ? ` · ${say('status.offline')}` : '';
  if (delivery.trouble !== null) return `${say('status.unproven')} · ${contact}${network}`;
  if (delivery.head === 0) return `${say('status.nothing-yet')} · ${contact}${network}`;
  if (delivery.unsentEntries === 0) return `${say('status.all-sent')} · ${contact}${network}`;
  const count = say('status.unsent', { count: delivery.unsentRecords || delivery.unsentEntries });
  const since =
    delivery.oldestUnsentWallMs === null
      ? ''
      : ` · ${say('status.since', { time: formatMoment(delivery.oldestUnsentWallMs, nowMs) })}`;
  const doing = activity === 'sending' ? ` · ${say('status.sending')}` : network;
  return `${count}${since}${doing} · ${contact}`;
};

/** Where, who, which shift, and what has not been delivered: always on, always recounted. */
export const StatusBar = () => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const session = useSession();
  const nowMs = useNow(renewMs);
  const online = useOnline();
  const { phase: activity, code, stuck } = useSyncExternalStore(sync.subscribe, sync.status);
  const delivery = useLiveQuery(tablet.db, (live) => readDelivery(live));
  const place = useLiveQuery(
    tablet.db,
    async (live) => {
      const device = await readDevice(live);
      const unit = device && (await readUnit(live, device.unitId));
      const officer = await readOfficer(live, session.officerId);
      return { device, unit, officer };
    },
    [session.officerId],
  );
  if (!delivery || !place?.device) return <header className={styles.bar} />;
  const shift = shiftAt(place.device.unitId, nowMs);
  const refusal =
    (activity === 'refused' || activity === 'failed') && isWordKey(code) ? code : null;
  const away = !online || activity === 'unreachable';
  const complaint = delivery.trouble?.code ?? refusal;
  return (
    <header>
      <div className={styles.bar}>
        <p className={styles.place}>
          <strong>{place.unit?.name ?? place.device.unitId}</strong>
          <span>{place.device.deviceName}</span>
          <span>{place.officer?.name}</span>
        </p>
        <p className={`${styles.shift} numbers`}>
          {say('status.shift', { number: shift.number, hours: formatShiftHours(shift) })}
        </p>
        <UnreadBulletins session={session} />
        <p className={`${styles.delivery} numbers`} role="status" data-testid="delivery">
          <DeliveryMark state={deliveryMark(delivery, activity, online)} />
          <span>{deliveryWords(say, delivery, activity, away, nowMs)}</span>
        </p>
      </div>
      {stuck && (
        <p className={styles.stuck} role="alert">
          {say('status.stuck', {
            count: delivery.unsentRecords,
            time: formatMoment(delivery.oldestUnsentWallMs ?? nowMs, nowMs),
          })}
        </p>
      )}
      {complaint !== null && (
        <p className={styles.stuck} role="alert">
          {say('status.refused', { reason: say(complaint) })}{' '}
          {complaint === 'device/unknown' && (
            <Link href={paths.enrol}>{say('status.enrol-again')}</Link>
          )}
        </p>
      )}
    </header>
  );
};
