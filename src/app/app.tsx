import { useEffect, useState } from 'react';
import { useRoute } from 'wouter';
import { EnrolScreen } from '../features/enrol/enrol-screen.tsx';
import { paths } from '../features/paths.ts';
import { SessionContext, useServices } from '../features/services.ts';
import { useLiveQuery } from '../features/use-live-query.ts';
import { LockScreen } from '../features/sign-in/lock-screen.tsx';
import { SignInScreen } from '../features/sign-in/sign-in-screen.tsx';
import { LanguageContext } from '../i18n/use-words.ts';
import { readDevice } from '../store/read-device.ts';
import { isLossConfirmed } from '../store/read-losses.ts';
import { mustChangePin } from '../store/read-officers.ts';
import { readSession, readSetting } from '../store/settings.ts';
import { useNow } from '../ui/use-now.ts';
import { BulletinAlarm } from './bulletin-alarm.tsx';
import { ErasedScreen } from './erased-screen.tsx';
import { LossNote } from './loss-note.tsx';
import { OwnPinGate } from './own-pin-gate.tsx';
import { LockedHandOver, Routes } from './routes.tsx';
import { ScreenFault } from './screen-fault.tsx';
import { Shell } from './shell.tsx';
import { themeAt } from './theme.ts';
import { useVaultHolder } from './use-vault.ts';

/** What stands between the officer and the work: a tablet that is enrolled, a person who is signed in. */
export const App = () => {
  const { tablet } = useServices();
  const nowMs = useNow(60_000);
  const [handsOver] = useRoute(paths.handOver);
  const state = useLiveQuery(tablet.db, async (live) => {
    const [device, session, hasPinForOnce, theme, language, lossConfirmed, erased] =
      await Promise.all([
        readDevice(live),
        readSession(live),
        mustChangePin(live),
        readSetting(live, 'theme'),
        readSetting(live, 'language'),
        isLossConfirmed(live),
        readSetting(live, 'erased'),
      ]);
    return {
      device,
      session,
      mustChangePin: hasPinForOnce,
      theme: theme ?? 'auto',
      language: language ?? 'vi',
      isLossConfirmed: lossConfirmed,
      erased,
    };
  });
  const [enrolled, setEnrolled] = useState(state);
  if (state?.device && state !== enrolled) setEnrolled(state);
  const theme = state && themeAt(state.theme, nowMs);
  const holder = useVaultHolder(enrolled?.session ?? null);
  useEffect(() => {
    if (!state || !theme) return;
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.lang = state.language;
  }, [state, theme]);

  if (!state) return null;
  if (state.erased) {
    return (
      <LanguageContext value={state.language}>
        <ErasedScreen atMs={state.erased.atMs} wasAtWork={Boolean(enrolled?.device)} />
      </LanguageContext>
    );
  }
  // A storage that was wiped under an officer's hands does not take what is typed from the screen [TRIP-3].
  const isWiped = !state.device && enrolled?.device && !state.isLossConfirmed;
  const { device, session } = isWiped ? enrolled : state;
  const isUnlocked = device && session && holder === session.officerId;
  return (
    <LanguageContext value={state.language}>
      {!isUnlocked && <LossNote />}
      {!device && <EnrolScreen />}
      {device && !isUnlocked && handsOver && <LockedHandOver />}
      {device && !session && !handsOver && <SignInScreen />}
      {device && session && !isUnlocked && !handsOver && (
        <>
          <BulletinAlarm session={session} isLocked />
          <LockScreen key={session.officerId} officerId={session.officerId} />
        </>
      )}
      {isUnlocked && (
        <SessionContext value={session}>
          {state.mustChangePin ? (
            <OwnPinGate />
          ) : (
            <Shell>
              <ScreenFault>
                <Routes />
              </ScreenFault>
            </Shell>
          )}
        </SessionContext>
      )}
    </LanguageContext>
  );
};
