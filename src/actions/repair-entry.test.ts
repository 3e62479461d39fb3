import { beforeEach, expect, it } from 'vitest';
import { parseEntry } from '#domain/log/entry-codec.ts';
import type { QuarantinedCase } from '#domain/repair/quarantined-case.ts';
import { idOf } from '../../tests/support/merge-history.ts';
import {
  createTestTablet,
  sampleDeclaration,
  settleIn,
  type TestTablet,
} from '../../tests/support/tablet-fixture.ts';
import { repairEntry, setAside, takeBackSetAside } from './repair-entry.ts';

let tablet: TestTablet;

beforeEach(async () => {
  tablet = createTestTablet(71);
  await settleIn(tablet);
});

const time = { wall: 1_630_880_000_000, mono: 1, boot: 'b' };
const broken: QuarantinedCase = {
  entryId: idOf('broken'),
  logId: idOf('its log'),
  position: 7,
  hash: 'ab'.repeat(32),
  reason: 'entry/data-invalid',
  device: 'Máy 2',
  receivedAtMs: time.wall,
  outside: {
    kind: 'declaration.recorded',
    subjectId: idOf('its subject'),
    shiftId: 'cc-01/2021-09-05/4',
    officer: 'cb-07',
    time,
  },
  values: { ...sampleDeclaration(), dob: '31/02/1990', favourite: 'blue' },
  faults: [
    { field: 'dob', problem: 'impossible' },
    { field: 'favourite', problem: 'unknown' },
  ],
  isRepairable: true,
  basedOn: [],
  settled: null,
};

const entries = async () =>
  (await tablet.db.entries.toArray()).map(({ frame }) => {
    const entry = parseEntry(frame);
    if (!entry.ok) throw new Error(entry.error.code);
    return entry.value;
  });

it('[REPAIR-2] a repair is a new entry of the same subject and moment, and one that names both; a second tap adds nothing', async () => {
  const right = { dob: '1990-02-28', favourite: null };
  expect(await repairEntry(tablet, broken, right)).toEqual({ ok: true, value: { added: 2 } });
  const [meant, settled] = await entries();
  expect(meant).toMatchObject({
    kind: 'declaration.recorded',
    subjectId: idOf('its subject'),
    shiftId: 'cc-01/2021-09-05/4',
    officer: 'cb-01',
    time,
    data: { dob: '1990-02-28' },
  });
  expect(meant?.data).not.toHaveProperty('favourite');
  expect(settled).toMatchObject({
    kind: 'quarantine.settled',
    subjectId: broken.entryId,
    data: { outcome: 'repaired', repairedBy: meant?.entryId, position: 7, hash: broken.hash },
  });
  expect(await repairEntry(tablet, broken, right)).toEqual({ ok: true, value: { added: 0 } });
  expect(await tablet.db.entries.count()).toBe(2);
});

it('[REPAIR-2] a repair that is still wrong is refused, and nothing is kept', async () => {
  const refused = { ok: false, error: { code: 'amendment/invalid' } };
  expect(await repairEntry(tablet, broken, { dob: 'x', favourite: null })).toEqual(refused);
  expect(await repairEntry(tablet, broken, { dob: '1990' })).toEqual(refused);
  expect(await repairEntry(tablet, { ...broken, isRepairable: false }, {})).toEqual(refused);
  expect(await tablet.db.entries.count()).toBe(0);
});

it('[REPAIR-3] setting aside is an entry with its reason, and so is taking that back', async () => {
  await setAside(tablet, broken, 'other', 'Nhập nhầm chốt');
  const [aside] = await entries();
  expect(aside?.data).toMatchObject({
    outcome: 'set-aside',
    reason: 'other',
    note: 'Nhập nhầm chốt',
  });
  const settlingId = aside?.entryId ?? '';
  const settled = { outcome: 'set-aside' as const, settlingId, officer: 'cb-01', wallMs: 0 };
  await takeBackSetAside(tablet, { ...broken, settled, basedOn: [settlingId] });
  expect((await entries()).at(-1)).toMatchObject({
    kind: 'settling.taken-back',
    basedOn: [settlingId],
    data: { subject: 'quarantine', settlingId },
  });
});
