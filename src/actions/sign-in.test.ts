import { describe, expect, it } from 'vitest';
import {
  createTestTablet,
  sampleDevice,
  sampleOfficer,
  type TestTablet,
} from '../../tests/support/tablet-fixture.ts';
import { readSession } from '../store/settings.ts';
import { pinDelayMs, signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const setUp = async (unitId: string | null = 'cc-01'): Promise<TestTablet> => {
  const tablet = createTestTablet(21);
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
    await signOut(reopened);
    expect(await readSession(reopened.db)).toBeNull();
  });

  it('[SIGN-2] after three wrong PINs each further one costs a longer wait, which a restart does not shorten', async () => {
    const tablet = await setUp();
    for (let free = 0; free < 3; free += 1) expect(await failWith(tablet)).toBe('pin/wrong 0');
    expect(await failWith(tablet)).toBe('pin/wrong 5');
    tablet.db.close();
    const reopened = tablet.restart();
    expect(await failWith(reopened, '2580')).toBe('pin/wait 5');
    reopened.advance(5_000);
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

  it('[SIGN-2] a clock that is set back makes nobody wait longer than the delay itself', async () => {
    const tablet = await setUp();
    for (let wrong = 0; wrong < 4; wrong += 1) await failWith(tablet);
    tablet.advance(-86_400_000);
    expect(await failWith(tablet)).toBe('pin/wait 5');
  });

  it("[SIGN-3] only the unit's own officers and those of the whole city can sign in", async () => {
    expect(await failWith(await setUp('cc-02'), '2580')).toBe('officer/unknown ');
    expect(await failWith(await setUp(null), '2580')).toBe('signed in');
    const answer = await signIn(await setUp(), 'nobody', '2580');
    expect(answer).toEqual({ ok: false, error: { code: 'officer/unknown' } });
  });
});
