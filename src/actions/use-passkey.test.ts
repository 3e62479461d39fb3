import { describe, expect, it } from 'vitest';
import { fail, ok } from '#domain/core/result.ts';
import {
  createTestTablet,
  sampleDevice,
  sampleOfficer,
  type TestTablet,
} from '../../tests/support/tablet-fixture.ts';
import type { PasskeyReader } from '../platform/passkey.ts';
import { applyPullPage } from '../store/apply-pull-page.ts';
import { eraseTablet } from '../store/erase-tablet.ts';
import type { PulledChange } from '../sync/core/pulled-page.ts';
import { createVault } from '../vault/vault.ts';
import { signIn } from './sign-in.ts';
import { addPasskey, removePasskey, signInByPasskey } from './use-passkey.ts';

const longestWaitMs = 300_000;
const officerId = 'cb-01';

/** A reader whose passkeys answer each salt with the same secret, another for each passkey. */
const readerOf = (finger: number): PasskeyReader => {
  const secretFor = (salt: Uint8Array) => salt.map((byte) => byte ^ finger);
  return {
    isThere: async () => true,
    make: async ({ salt }) => ok({ credentialId: Uint8Array.of(finger), secret: secretFor(salt) }),
    ask: async ({ credentialId, salt }) =>
      credentialId[0] === finger ? ok(secretFor(salt)) : fail({ code: 'passkey/refused' }),
    forget: async () => undefined,
  };
};
const reader = readerOf(1);

const pull = async ({ db }: TestTablet, changes: PulledChange[], reset = false) => {
  const asked = (await db.cursors.get('reference'))?.cursor ?? 0;
  const page = {
    scope: 'reference',
    asked,
    cursor: asked + 1,
    epoch: 'e',
    askedAtMs: 0,
    last: true,
  };
  expect(await applyPullPage(db, { ...page, reset, changes })).toBe(true);
};
const told = async (part = {}): Promise<PulledChange> => ({
  kind: 'reference',
  of: 'officer',
  id: officerId,
  body: { ...(await sampleOfficer('2580', 'cc-01')), ...part },
});

const setUp = async (): Promise<TestTablet> => {
  const tablet = createTestTablet(61).restart(createVault());
  await tablet.db.device.put(sampleDevice);
  await pull(tablet, [await told()]);
  expect(await addPasskey(tablet, officerId, '2580', reader)).toEqual(ok(undefined));
  return tablet;
};
const passkeys = ({ db }: TestTablet) => db.settings.where('key').startsWith('passkey:').count();
const opening = async (tablet: TestTablet, by = reader) => {
  const answer = await signInByPasskey(tablet, officerId, by);
  return answer.ok ? tablet.db.vault.holder() : answer.error.code;
};

describe('a passkey', () => {
  it('[PASSKEY-1] opens the same vault as the PIN, in a new page too', async () => {
    const tablet = await setUp();
    await signIn(tablet, officerId, '2580');
    const sealed = tablet.db.vault.seal(Uint8Array.of(1, 2, 3), 'here');
    const reopened = tablet.restart(createVault());
    expect(await opening(reopened)).toBe(officerId);
    expect(reopened.db.vault.unseal(sealed, 'here')).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('[PASSKEY-3] is added only with the right PIN, and each wrong one counts', async () => {
    const tablet = await setUp();
    await removePasskey(tablet, officerId, reader);
    for (let free = 0; free < 3; free += 1) {
      const added = await addPasskey(tablet, officerId, '0000', reader);
      expect(added).toMatchObject({ ok: false, error: { code: 'pin/wrong' } });
    }
    await addPasskey(tablet, officerId, '0000', reader);
    const waiting = await addPasskey(tablet, officerId, '2580', reader);
    expect(waiting).toMatchObject({ ok: false, error: { code: 'pin/wait' } });
    expect(await passkeys(tablet)).toBe(0);
    tablet.advance(longestWaitMs);
    expect(await addPasskey(tablet, officerId, '2580', reader)).toEqual(ok(undefined));
  });

  it('[PASSKEY-3] forgives no wrong PIN', async () => {
    const tablet = await setUp();
    for (let wrong = 0; wrong < 4; wrong += 1) await signIn(tablet, officerId, '0000');
    expect(await opening(tablet)).toBe(officerId);
    const answer = await signIn(tablet, officerId, '2580');
    expect(answer).toMatchObject({ ok: false, error: { code: 'pin/wait' } });
  });

  it('[PASSKEY-4] another device’s passkey and a damaged key open nothing', async () => {
    const tablet = await setUp();
    expect(await opening(tablet, readerOf(2))).toBe('passkey/refused');
    const row = await tablet.db.settings.get(`passkey:${officerId}`);
    await tablet.db.settings.put({
      key: `passkey:${officerId}`,
      value: { ...(row?.value as object), wrapped: '00'.repeat(60) },
    });
    expect(await opening(tablet)).toBe('passkey/refused');
    expect(tablet.db.vault.holder()).toBeNull();
  });

  it('[PASSKEY-5] ends with the PIN, the role, the officer and the tablet it was added under; a name may change', async () => {
    const renamed = await setUp();
    await pull(renamed, [await told({ name: 'Trần Văn Bình Minh' })]);
    expect(await opening(renamed)).toBe(officerId);

    const rotated = await setUp();
    await pull(rotated, [await told(await sampleOfficer('147258', 'cc-01'))]);
    expect([await opening(rotated), await passkeys(rotated)]).toEqual(['passkey/refused', 0]);

    const moved = await setUp();
    await pull(moved, [await told({ role: 'paper-officer' })]);
    expect([await opening(moved), await passkeys(moved)]).toEqual(['passkey/refused', 0]);

    const gone = await setUp();
    await pull(gone, [], true);
    expect([await opening(gone), await passkeys(gone)]).toEqual(['officer/unknown', 0]);

    const erased = await setUp();
    await erased.db.vault.lock();
    expect(await eraseTablet(erased.db, 0)).toBe(true);
    expect(await passkeys(erased)).toBe(0);
  });
});
