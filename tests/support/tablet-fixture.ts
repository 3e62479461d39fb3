import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import type { Officer } from '#domain/officer/officer.ts';
import { saveRecord, type KeptRecord } from '../../src/actions/save-record.ts';
import type { Tablet } from '../../src/actions/tablet.ts';
import { ChotDatabase } from '../../src/store/database.ts';
import type { DeviceRow } from '../../src/store/rows.ts';
import type { Session } from '../../src/store/setting.ts';
import { seededRandom } from './seeded-random.ts';
import { createTestTripwire } from './test-tripwire.ts';
import { createEntrySealer } from '../../src/vault/entry-sealer.ts';
import { createPinPatience } from '../../src/vault/pin-patience.ts';
import { derivePinKeys } from '../../sync-server/services/unit-keys.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { createVault, type Vault } from '../../src/vault/vault.ts';

/** 2021-09-06 07:00 in Hanoi. */
export const morningMs = Date.UTC(2021, 8, 6, 0, 0, 0);

export type TestTablet = Tablet & {
  readonly advance: (ms: number) => void;
  /** Sets the wall clock forward or back, as a hand does. */
  readonly setClock: (byMs: number) => void;
  /** The same tablet after its page was closed and opened: same storage, nothing remembered. Its vault is open, unless another is given. */
  readonly restart: (vault?: Vault) => TestTablet;
};

/** The key of every test's unit. */
const sampleUnitKey = new Uint8Array(32).fill(7);

/** A vault that an officer has opened; equal seeds open each other's. */
export const openTestVault = (seed = 1): Vault => {
  const vault = createVault();
  vault.open(
    createKeyring(new Uint8Array(32).fill(9), seededRandom(seed)),
    'cb-01',
    new Uint8Array(32),
  );
  return vault;
};

/** A tablet with a storage of its own and a clock that stands until it is advanced. */
export const createTestTablet = (
  seed: number,
  engine = newEngine(),
  name = `chot-${seed}`,
  tripwire = createTestTripwire(),
  vault = openTestVault(seed),
): TestTablet => {
  let nowMs = morningMs;
  let wallJumpMs = 0;
  const monoMs = () => nowMs - morningMs;
  return {
    db: new ChotDatabase(vault, name, engine),
    clock: { wallMs: () => nowMs + wallJumpMs, monoMs, boot: `boot-${seed}` },
    patience: createPinPatience({ monoMs }),
    random: seededRandom(seed),
    app: 'test',
    tripwire,
    sealEntry: createEntrySealer(),
    advance: (ms) => {
      nowMs += ms;
    },
    setClock: (byMs) => {
      wallJumpMs += byMs;
    },
    restart: (again) => createTestTablet(seed + 1_000, engine, name, tripwire, again),
  };
};

const newEngine = () => ({ indexedDB: new IDBFactory(), IDBKeyRange });

export const sampleDeclaration = (answers: Partial<Declaration> = {}): Declaration => ({
  schemaVersion: 1,
  channel: 'paper',
  byProxy: false,
  declaredAt: '2021-09-06T07:00:00+07:00',
  validUntil: '2021-09-09T07:00:00+07:00',
  ack: { noticeVersion: '2026-1', at: '2021-09-06T07:00:00+07:00', how: 'signature' },
  fullName: 'Nguyễn Thị Đào',
  docType: 'CCCD',
  docNumber: '001190012345',
  dob: '1990-05-17',
  sex: 'F',
  nationality: 'VN',
  phone: '+84912345678',
  'addr.permanent': { unitSet: 'text', detail: '12 Hàng Bạc, Hà Nội' },
  'addr.staying': { unitSet: 'text', detail: '12 Hàng Bạc, Hà Nội' },
  'move.direction': 'in',
  'move.vehicleType': 'motorbike',
  'move.plate': '29M112345',
  'move.departAt': '2021-09-06',
  'move.from': { unitSet: 'text', detail: 'Hưng Yên' },
  'move.to': { unitSet: 'text', detail: 'Hà Nội' },
  'move.purpose': 'medical',
  'epi.travelled14d': false,
  'epi.anySymptom': false,
  'epi.contactCase': false,
  'epi.contactArea': false,
  'epi.contactSymptomatic': false,
  ...answers,
});

export const sampleCrossing: Omit<Crossing, 'declarationId'> = {
  'check.idMethod': 'document_seen',
  'check.idResult': 'pending_offline',
  'check.verdict': 'pass',
  'check.at': '2021-09-06T07:00:00+07:00',
};

export const sampleDevice: DeviceRow = {
  key: 'device',
  deviceId: '3f0d5a52-7f1d-4f57-9d0e-0f3f7b6c1a11',
  deviceToken: 'not-a-real-token-but-long-enough-000',
  unitId: 'cc-01',
  deviceName: 'Máy 1',
  laneDirection: 'in',
  serverUrl: '',
  enrolledAt: morningMs,
};

export const sampleSession: Session = {
  sessionId: 'session-1',
  officerId: 'cb-01',
  role: 'supervisor',
  startedWallMs: morningMs,
};

/** An officer who can unlock a tablet of the sample unit. */
export const sampleOfficer = async (pin: string, unitId: string | null): Promise<Officer> => ({
  officerId: 'cb-01',
  name: 'Trần Văn Bình',
  role: 'supervisor',
  unitId,
  unlock: await (
    await derivePinKeys(pin, seededRandom(1))
  ).wrap(sampleUnitKey, sampleDevice.unitId),
});

/** Puts a device and a session in place without a server. */
export const settleIn = async ({ db }: Tablet): Promise<void> => {
  await db.device.put(sampleDevice);
  await db.settings.put({ key: 'session', value: sampleSession });
};

/** Keeps one person's crossing with this verdict; the test fails if it is refused. */
export const keepCrossing = async (
  tablet: Tablet,
  verdict: Crossing['check.verdict'],
): Promise<KeptRecord> => {
  const device = (await tablet.db.device.get('device')) ?? sampleDevice;
  const kept = await saveRecord(tablet, {
    device,
    session: sampleSession,
    declaration: sampleDeclaration(),
    crossing: { ...sampleCrossing, 'check.verdict': verdict },
  });
  if (!kept.ok) throw new Error(kept.error.code);
  return kept.value;
};

/** Keeps one person's record; the test fails if it is refused. */
export const keepPerson = async (
  tablet: Tablet,
  answers: Partial<Declaration> = {},
  draftId?: string,
): Promise<KeptRecord> => {
  const device = (await tablet.db.device.get('device')) ?? sampleDevice;
  const kept = await saveRecord(tablet, {
    device,
    session: sampleSession,
    declaration: sampleDeclaration(answers),
    crossing: sampleCrossing,
    ...(draftId === undefined ? {} : { draftId }),
  });
  if (!kept.ok) throw new Error(kept.error.code);
  return kept.value;
};
