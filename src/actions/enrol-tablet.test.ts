import { describe, expect, it } from 'vitest';
import { createTestTablet } from '../../tests/support/tablet-fixture.ts';
import type { Fetch } from '../platform/network.ts';
import { readDevice } from '../store/read-device.ts';
import { readUnit } from '../store/read-units.ts';
import { enrolTablet } from './enrol-tablet.ts';

const unit = { unitId: 'cc-01', kind: 'city-checkpoint', name: 'Mẫu', district: '', facing: '' };
const enrolment = {
  serverUrl: 'https://chot.test',
  code: 'ABC',
  unitId: 'cc-01',
  deviceName: 'Máy 1',
};

const answering =
  (answer: (nonce: string) => Response): Fetch =>
  async (_url, init) =>
    answer(typeof init.body === 'string' ? JSON.parse(init.body).nonce : '');

const accepted = (nonce: string) =>
  Response.json({
    nonce,
    deviceId: '3f0d5a52-7f1d-4f57-9d0e-0f3f7b6c1a11',
    deviceToken: 't'.repeat(43),
    unit,
  });

describe('enrolling', () => {
  it('[SIGN-4] a tablet enrolled once knows its unit and its name from then on', async () => {
    const tablet = createTestTablet(41);
    const answer = await enrolTablet(tablet, enrolment, answering(accepted));
    tablet.db.close();
    const { db } = tablet.restart();
    expect(answer.ok).toBe(true);
    expect(await readDevice(db)).toMatchObject({
      unitId: 'cc-01',
      deviceName: 'Máy 1',
      laneDirection: 'in',
      serverUrl: 'https://chot.test',
    });
    expect(await readUnit(db, 'cc-01')).toEqual(unit);
  });

  it('[SIGN-4] a wrong code, no network or a portal leave the tablet as it was, and say which', async () => {
    const tablet = createTestTablet(42);
    const refusal = { problem: 'enrolment/code-refused', retry: 'never', reference: 'r' };
    const answers = [
      answering(() => Response.json(refusal, { status: 403 })),
      answering(() => accepted('another')),
      answering(() => new Response('<html>', { headers: { 'content-type': 'text/html' } })),
      () => Promise.reject(new TypeError('no route')),
    ];
    const codes: string[] = [];
    for (const answer of answers) {
      const outcome = await enrolTablet(tablet, enrolment, answer);
      codes.push(outcome.ok ? 'enrolled' : outcome.error.code);
    }
    expect(codes).toEqual([
      'enrolment/code-refused',
      'server/unreachable',
      'server/unreachable',
      'server/unreachable',
    ]);
    expect(await readDevice(tablet.db)).toBeNull();
  });
});
