import { fail, ok, type Result } from '#domain/core/result.ts';
import { mintId } from '#domain/core/random.ts';
import { errorToSaveFailure, type SaveFailure } from '../store/save-failure.ts';
import type { Session } from '../store/setting.ts';
import { readSession, writeSetting } from '../store/settings.ts';
import { checkPin, forgetFailures, type Opened, type PinFailure } from './check-pin.ts';
import type { Tablet } from './tablet.ts';

export type SignInFailure = PinFailure | SaveFailure;

/** Signs an officer in with no network and unlocks the tablet; whose session stands goes on with it. */
export const signIn = async (
  tablet: Tablet,
  officerId: string,
  pin: string,
): Promise<Result<Session, SignInFailure>> => {
  const checked = await checkPin(tablet, officerId, pin);
  if (!checked.ok) return checked;
  return enter(tablet, checked.value, () => forgetFailures(tablet, officerId));
};

/**
 * Unlocks the tablet with a key that was opened, and begins or goes on with the session.
 * @param settle done with the session's beginning, all or nothing
 */
export const enter = async (
  tablet: Tablet,
  { officer, unitKey, signInKey }: Opened,
  settle: () => Promise<void>,
): Promise<Result<Session, SaveFailure>> => {
  const { db, clock, random } = tablet;
  const { officerId, role } = officer;
  const { openVault } = await import('./open-vault.ts');
  await openVault(tablet, { unitKey, signInKey }, officerId);
  const begun: Session = {
    sessionId: mintId(clock, random),
    officerId,
    role,
    startedWallMs: clock.wallMs(),
  };
  try {
    return ok(await beginSession(tablet, begun, settle));
  } catch (error) {
    // On a full disk nothing can be kept, but what is there must be seen: a session that stands goes on.
    const standing = await readSession(db);
    if (standing?.officerId === officerId) return ok(standing);
    await db.vault.lock();
    return fail(errorToSaveFailure(error));
  }
};

const beginSession = (
  { db }: Tablet,
  begun: Session,
  settle: () => Promise<void>,
): Promise<Session> =>
  db.transaction('rw', db.settings, async () => {
    const { officerId, role } = begun;
    await settle();
    const standing = await readSession(db);
    if (standing?.officerId === officerId && standing.role === role) return standing;
    await writeSetting(db, 'session', begun);
    return begun;
  });
