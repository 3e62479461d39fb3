import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ServicesContext } from '../features/services.ts';
import { systemClock } from '../platform/clock.ts';
import { watchAppUpdate } from '../platform/app-update.ts';
import { reportBug } from '../platform/report-bug.ts';
import { readMachine } from '../platform/tablet-state.ts';
import { systemRandom } from '../platform/random.ts';
import { setSendingAlarm } from '../platform/sending-alarm.ts';
import { createTripwire } from '../platform/tripwire.ts';
import { countDrafts } from '../store/drafts.ts';
import { ChotDatabase } from '../store/database.ts';
import { deliverParcels } from '../sync/deliver-parcels.ts';
import { deliverPinChanges } from '../sync/deliver-pin-changes.ts';
import { forgetInTime } from '../sync/forget-in-time.ts';
import { guardStorage } from '../sync/guard-storage.ts';
import { startSyncLoop } from '../sync/sync-loop.ts';
import { createTransport } from '../sync/transport.ts';
import { createEntrySealer } from '../vault/entry-sealer.ts';
import { createPinPatience } from '../vault/pin-patience.ts';
import { createVault } from '../vault/vault.ts';
import '../ui/fonts.css';
import '../ui/tokens.css';
import { App } from './app.tsx';
import { preloadScreens } from './routes.tsx';
import { StorageFault } from './storage-fault.tsx';
import { AppUpdateContext } from './update-prompt.tsx';

const start = async (element: HTMLElement): Promise<void> => {
  const root = createRoot(element);
  const db = new ChotDatabase(createVault(__SEALING__));
  db.on('blocked', () => root.render(<StorageFault why="blocked" />));
  try {
    await db.open();
  } catch {
    root.render(<StorageFault why={db.isTakenOver ? 'newer' : 'storage'} />);
    return;
  }
  const tripwire = createTripwire(localStorage);
  const tablet = {
    db,
    clock: systemClock,
    random: systemRandom,
    app: __APP_VERSION__,
    tripwire,
    sealEntry: createEntrySealer(),
    patience: createPinPatience(systemClock),
  };
  guardStorage({ db, clock: systemClock, tripwire, reportBug });
  const stopForgetting = forgetInTime({ db, clock: systemClock, reportBug });
  const transport = createTransport(db);
  const stopTelling = deliverPinChanges({ db, random: systemRandom, transport, reportBug });
  const stopCarrying = deliverParcels({
    db,
    clock: systemClock,
    transport,
    setAlarm: () => void setSendingAlarm(),
    reportBug,
  });
  const sync = startSyncLoop({
    tablet: {
      ...tablet,
      readState: async () => ({ drafts: await countDrafts(db), ...(await readMachine()) }),
    },
    transport,
    locks: navigator.locks ?? null,
    setAlarm: () => void setSendingAlarm(),
    reportBug,
  });
  db.takenOver.catch(() => {
    sync.stop();
    stopForgetting();
    stopTelling();
    stopCarrying();
  });
  root.render(
    <StrictMode>
      <AppUpdateContext value={watchAppUpdate()}>
        <ServicesContext value={{ tablet, transport, sync }}>
          <App />
        </ServicesContext>
      </AppUpdateContext>
    </StrictMode>,
  );
  requestIdleCallback(preloadScreens);
};

const element = document.getElementById('root');
if (element) void start(element);
