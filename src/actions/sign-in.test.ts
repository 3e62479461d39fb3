import { describe, expect, it } from 'vitest';
import {
  createTestTablet,
  keepPerson,
  sampleDevice,
  sampleOfficer,
  type TestTablet,
} from '../../tests/support/tablet-fixture.ts';
import { applyPullPage } from '../store/apply-pull-page.ts';
import { listAbandonedDrafts } from '../store/drafts.ts';
import { listRecords } from '../store/list-records.ts';
import { readSession } from '../store/settings.ts';
import { createVault } from '../vault/vault.ts';
import { pinDelayMs } from '../vault/pin-patience.ts';
import { saveDraft } from './save-draft.ts';
import { signIn } from './sign-in.ts';

const setUp = async (unitId: string | null = 'cc-01'): Promise<TestTablet> => {
  const tablet = createTestTablet(21).restart(createVault());
  await tablet.db.device.put(sampleDevice);
  await tablet.db.reference.put({
    kind: 'officer',
    id: 'cb-01',
    scope: 'reference',
    generation: 0,
    body: await sampleOfficer('2580', unitId),
  });
  return tablet;
};

const failWith = async (tablet: TestTablet, pin = '0000') => {
  const answer = await signIn(tablet, 'cb-01', pin);
  return answer.ok ? 'signed in' : `${answer.error.code} ${answer.error.params?.['seconds'] ?? ''}`;
};

describe('signing in', () => {
  it('[SIGN-1] an officer signs in without network and stays signed in when the page is reopened', async () => {
    const tablet = await setUp();
    const answer = await signIn(tablet, 'cb-01', '2580');
    tablet.db.close();
    const reopened = tablet.restart();
    expect(answer).toMatchObject({ ok: true, value: { officerId: 'cb-01', role: 'supervisor' } });
    expect(answer.ok && answer.value).toEqual(await readSession(reopened.db));
  });

  it('[SIGN-2] after three wrong PINs each further one costs a longer wait, which a restart does not shorten', async () => {
    const tablet = await setUp();
    for (let free = 0; free < 3; free += 1) expect(await failWith(tablet)).toBe('pin/wrong 0');
    expect(await failWith(tablet)).toBe('pin/wrong 5');
    tablet.db.close();
    const reopened = tablet.restart();
    expect(await failWith(reopened, '2580')).toBe('pin/wait 5');
    reopened.advance(4_999);
    expect(await failWith(reopened, '2580')).toBe('pin/wait 1');
    reopened.advance(1);
    expect(await failWith(reopened)).toBe('pin/wrong 15');
    reopened.advance(15_000);
    expect(await failWith(reopened)).toBe('pin/wrong 60');
    reopened.advance(60_000);
    expect(await failWith(reopened)).toBe('pin/wrong 300');
    reopened.advance(300_000);
    expect(await failWith(reopened, '2580')).toBe('signed in');
    expect(await failWith(reopened)).toBe('pin/wrong 0');
    expect(pinDelayMs(50)).toBe(300_000);
  });

  it('[SIGN-2] no clock that is set and no restart makes the wait shorter', async () => {
    const year = 365 * 86_400_000;
    const tablet = await setUp();
    for (let wrong = 0; wrong < 20; wrong += 1) {
      await failWith(tablet);
      tablet.advance(300_000);
    }
    expect(await failWith(tablet)).toBe('pin/wrong 300');
    tablet.setClock(year);
    expect(await failWith(tablet, '2580')).toBe('pin/wait 300');
    tablet.setClock(-2 * year);
    expect(await failWith(tablet, '2580')).toBe('pin/wait 300');
    const reopened = tablet.restart();
    reopened.setClock(year);
    expect(await failWith(reopened, '2580')).toBe('pin/wait 300');
    reopened.advance(300_000);
    expect(await failWith(reopened, '2580')).toBe('signed in');
  });

  it('[SIGN-6] the right PIN opens the vault, in a new page too, and locking drops the key', async () => {
    const tablet = await setUp();
    const { vault } = tablet.db;
    await failWith(tablet);
    expect(vault.holder()).toBeNull();
    await failWith(tablet, '2580');
    expect(vault.holder()).toBe('cb-01');
    const sealed = vault.seal(new Uint8Array([1, 2, 3]), 'here');
    await vault.lock();
    expect(vault.unseal(sealed, 'here')).toBeNull();
    const reopened = tablet.restart(createVault());
    const session = await readSession(reopened.db);
    expect(await failWith(reopened, '2580')).toBe('signed in');
    expect(reopened.db.vault.unseal(sealed, 'here')).toEqual(new Uint8Array([1, 2, 3]));
    expect(await readSession(reopened.db), 'the same session goes on').toEqual(session);
  });

  it('[VAULT-6] without the wrapped key nothing that was sealed is opened again; the tablet goes on, and its log is whole', async () => {
    const tablet = await setUp();
    await failWith(tablet, '2580');
    const { recordId } = await keepPerson(tablet);
    await tablet.db.settings.delete('vault');
    const reopened = tablet.restart(createVault());
    expect(await failWith(reopened, '2580')).toBe('signed in');
    expect(await listRecords(reopened.db, { limit: 10 })).toEqual([]);
    expect(await reopened.db.records.get(recordId)).toHaveProperty('sealed');
    await keepPerson(reopened);
    expect(await listRecords(reopened.db, { limit: 10 })).toHaveLength(1);
    expect(await reopened.db.entries.count()).toBe(4);
  });

  it('[SIGN-7] an officer whom an older server told of signs in once their key has come', async () => {
    const tablet = await setUp();
    const { unlock: _unlock, ...older } = await sampleOfficer('2580', 'cc-01');
    const pin = { algorithm: 'PBKDF2-SHA-256', iterations: 600_000, salt: '', hash: '' };
    await tablet.db.reference.update(['officer', 'cb-01'], { body: { ...older, pin } });
    expect(await failWith(tablet, '2580')).toBe('officer/no-key ');
    await tablet.db.reference.update(['officer', 'cb-01'], {
      body: await sampleOfficer('2580', 'cc-01'),
    });
    expect(await failWith(tablet, '2580')).toBe('signed in');
  });

  it('[SIGN-8] who was removed is signed out, opens nothing any more, and what they typed stays for the supervisor', async () => {
    const tablet = await setUp();
    await failWith(tablet, '2580');
    const draft = { draftId: 'd-1', officerId: 'cb-01', channel: 'paper' } as const;
    await saveDraft(tablet, { ...draft, input: { fullName: 'Nguyễn Thị Dở' } });
    expect(await listAbandonedDrafts(tablet.db)).toEqual([]);
    const page = {
      scope: 'reference',
      asked: 0,
      cursor: 1,
      epoch: 'e',
      askedAtMs: 0,
      reset: false,
      last: true,
    };
    const changes = [{ kind: 'officer-removed', officerId: 'cb-01' }] as const;
    expect(await applyPullPage(tablet.db, { ...page, changes })).toBe(true);
    expect(await readSession(tablet.db)).toBeNull();
    expect(await listAbandonedDrafts(tablet.db)).toMatchObject([
      { input: { fullName: 'Nguyễn Thị Dở' } },
    ]);
    await tablet.db.vault.lock();
    expect(await failWith(tablet, '2580')).toBe('officer/unknown ');
  });

  it("[SIGN-3] only the unit's own officers and those of the whole city can sign in", async () => {
    expect(await failWith(await setUp('cc-02'), '2580')).toBe('officer/unknown ');
    expect(await failWith(await setUp(null), '2580')).toBe('signed in');
    const answer = await signIn(await setUp(), 'nobody', '2580');
    expect(answer).toEqual({ ok: false, error: { code: 'officer/unknown' } });
  });
});
