import { describe, expect, it } from 'vitest';
import {
  createTestTablet,
  sampleDevice,
  sampleOfficer,
} from '../../tests/support/tablet-fixture.ts';
import { createVault } from '../vault/vault.ts';
import { changePin } from './change-pin.ts';
import { signIn } from './sign-in.ts';

const officerId = 'cb-01';
const setUp = async (unitId: string | null = 'cc-01') => {
  const tablet = createTestTablet(71).restart(createVault());
  await tablet.db.device.put(sampleDevice);
  await tablet.db.reference.put({
    kind: 'officer',
    id: officerId,
    scope: 'reference',
    generation: 0,
    body: await sampleOfficer('258013', unitId),
  });
  return tablet;
};
const fresh = { old: '258013', fresh: '740285', again: '740285' };
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }) =>
  answer.ok ? 'ok' : answer.error.code;

describe('an officer who changes their PIN', () => {
  it('[PIN-3] unlocks with the new one at once and without network, the old one opens no more, and the vault is the same', async () => {
    const tablet = await setUp();
    await signIn(tablet, officerId, '258013');
    const sealed = tablet.db.vault.seal(Uint8Array.of(1, 2, 3), 'here');
    expect(codeOf(await changePin(tablet, officerId, fresh))).toBe('ok');
    const reopened = tablet.restart(createVault());
    expect(codeOf(await signIn(reopened, officerId, '258013'))).toBe('pin/wrong');
    expect(codeOf(await signIn(reopened, officerId, '740285'))).toBe('ok');
    expect(reopened.db.vault.unseal(sealed, 'here')).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('[PIN-2] is told what is wrong with it, and nothing changes', async () => {
    const tablet = await setUp();
    const tries = {
      'pin/short': { ...fresh, fresh: '7402', again: '7402' },
      'pin/weak': { ...fresh, fresh: '111111', again: '111111' },
      'pin/differs': { ...fresh, again: '740286' },
      'pin/same': { old: '740285', fresh: '740285', again: '740285' },
      'pin/wrong': { ...fresh, old: '258014' },
    };
    for (const [code, typed] of Object.entries(tries)) {
      expect(codeOf(await changePin(tablet, officerId, typed))).toBe(code);
    }
    expect(codeOf(await signIn(tablet, officerId, '258013'))).toBe('ok');
    const ofTheCity = await setUp(null);
    expect(codeOf(await changePin(ofTheCity, officerId, fresh))).toBe('pin/whole-city');
    expect(codeOf(await signIn(ofTheCity, officerId, '258013'))).toBe('ok');
  });
});
