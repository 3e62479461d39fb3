import type { Kysely, Transaction } from 'kysely';
import type {
  Device,
  DeviceEnding,
  DeviceReader,
  DeviceTransactor,
  EnrolledDevice,
} from './device.ts';
import type { Tables } from './tables.ts';

const selectDevices = (db: Kysely<Tables>) =>
  db
    .selectFrom('devices')
    .leftJoin('device_keys', (join) =>
      join
        .onRef('device_keys.unit_id', '=', 'devices.unit_id')
        .onRef('device_keys.device_id', '=', 'devices.device_id'),
    )
    .leftJoin('device_endings', (join) =>
      join
        .onRef('device_endings.unit_id', '=', 'devices.unit_id')
        .onRef('device_endings.device_id', '=', 'devices.device_id'),
    )
    .select(['devices.device_id', 'devices.unit_id', 'devices.name', 'device_keys.public_key'])
    .select(['device_endings.kind', 'device_endings.reason'])
    .select(['device_endings.ended_at', 'device_endings.detected_at'])
    .orderBy('devices.enrolled_at')
    .orderBy('devices.unit_id')
    .orderBy('devices.device_id');

type DeviceRow = Awaited<ReturnType<ReturnType<typeof selectDevices>['execute']>>[number];

const rowToDevice = (row: DeviceRow): EnrolledDevice => ({
  deviceId: row.device_id,
  unitId: row.unit_id,
  name: row.name,
  publicKey: row.public_key,
  ending: rowToEnding(row),
});

const rowToEnding = ({ kind, reason, ended_at, detected_at }: DeviceRow): DeviceEnding | null =>
  kind === null || reason === null || ended_at === null || detected_at === null
    ? null
    : { kind, reason, endedAtMs: ended_at, detectedAtMs: detected_at };

export const sqlDeviceReader = (db: Kysely<Tables>): DeviceReader => ({
  findDevice: async (deviceId) => {
    const row = await selectDevices(db)
      .where('devices.device_id', '=', deviceId)
      .limit(1)
      .executeTakeFirst();
    return row ? rowToDevice(row) : null;
  },

  findDeviceByToken: async (tokenHash) => {
    const row = await selectDevices(db)
      .where('devices.token_hash', '=', tokenHash)
      .limit(1)
      .executeTakeFirst();
    return row ? rowToDevice(row) : null;
  },

  listDevices: async () => (await selectDevices(db).execute()).map(rowToDevice),

  findEnrolCode: async (codeHash) => {
    const row = await db
      .selectFrom('enrol_codes')
      .selectAll()
      .where('code_hash', '=', codeHash)
      .executeTakeFirst();
    if (!row) return null;
    return {
      codeHash: row.code_hash,
      unitId: row.unit_id,
      madeAtMs: row.made_at,
      expiresAtMs: row.expires_at,
      usedBy: row.used_by,
    };
  },
});

/** No token has this hash. */
const noToken = 'none';

export const sqlDeviceTransactor = (db: Transaction<Tables>): DeviceTransactor => ({
  insertDevice: async ({ deviceId, unitId, name, tokenHash, publicKey = null, enrolledAtMs }) => {
    await forgetUnspoken(db, deviceId);
    const known = await db
      .selectFrom('devices')
      .select('unit_id')
      .where('device_id', '=', deviceId)
      .executeTakeFirst();
    if (known) return false;
    const inserted = await db
      .insertInto('devices')
      .values({
        unit_id: unitId,
        device_id: deviceId,
        name,
        token_hash: tokenHash ?? noToken,
        enrolled_at: enrolledAtMs,
      })
      .onConflict((conflict) => conflict.columns(['unit_id', 'device_id']).doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
    if (publicKey !== null) await insertKey(db, { deviceId, unitId }, publicKey);
    return true;
  },

  keepDeviceKey: async ({ deviceId, unitId }, publicKey) => {
    await insertKey(db, { deviceId, unitId }, publicKey);
    const kept = await db
      .selectFrom('device_keys')
      .select('public_key')
      .where('unit_id', '=', unitId)
      .where('device_id', '=', deviceId)
      .executeTakeFirstOrThrow();
    return kept.public_key;
  },

  endDevice: async ({ deviceId, unitId }, { kind, reason, endedAtMs, detectedAtMs }) => {
    const said = { kind, reason, ended_at: endedAtMs, detected_at: detectedAtMs };
    await db
      .insertInto('device_endings')
      .values({ unit_id: unitId, device_id: deviceId, ...said })
      .onConflict((conflict) =>
        conflict
          .columns(['unit_id', 'device_id'])
          .doUpdateSet(said)
          .where('device_endings.kind', '=', 'retired'),
      )
      .execute();
  },

  returnDevice: async ({ deviceId, unitId }, ending, reason, atMs) => {
    const { numDeletedRows } = await db
      .deleteFrom('device_endings')
      .where('unit_id', '=', unitId)
      .where('device_id', '=', deviceId)
      .where('kind', '=', ending.kind)
      .executeTakeFirst();
    if (numDeletedRows !== 1n) return;
    await db
      .insertInto('device_returns')
      .values({
        unit_id: unitId,
        device_id: deviceId,
        returned_at: atMs,
        reason,
        ended_kind: ending.kind,
        ended_reason: ending.reason,
        ended_at: ending.endedAtMs,
        detected_at: ending.detectedAtMs,
      })
      .execute();
  },

  insertEnrolCode: async ({ codeHash, unitId, madeAtMs, expiresAtMs }) => {
    await db
      .insertInto('enrol_codes')
      .values({
        code_hash: codeHash,
        unit_id: unitId,
        made_at: madeAtMs,
        expires_at: expiresAtMs,
        used_by: null,
      })
      .execute();
  },

  useEnrolCode: async (codeHash, deviceId) => {
    const used = await db
      .updateTable('enrol_codes')
      .set({ used_by: deviceId })
      .where('code_hash', '=', codeHash)
      .where((where) => where.or([where('used_by', 'is', null), where('used_by', '=', deviceId)]))
      .executeTakeFirst();
    return used.numUpdatedRows === 1n;
  },
});

/** An earlier try whose answer was lost: it never spoke, so nothing hangs on it. */
const forgetUnspoken = async (db: Transaction<Tables>, deviceId: string): Promise<void> => {
  const unspoken = await selectDevices(db)
    .where('devices.device_id', '=', deviceId)
    .where('devices.current_log_id', 'is', null)
    .where('device_endings.kind', 'is', null)
    .execute();
  for (const { unit_id: unitId } of unspoken) {
    for (const table of ['device_keys', 'devices'] as const) {
      await db
        .deleteFrom(table)
        .where('unit_id', '=', unitId)
        .where('device_id', '=', deviceId)
        .execute();
    }
  }
};

const insertKey = async (
  db: Transaction<Tables>,
  { deviceId, unitId }: Omit<Device, 'name'>,
  publicKey: string,
): Promise<void> => {
  await db
    .insertInto('device_keys')
    .values({ unit_id: unitId, device_id: deviceId, public_key: publicKey })
    .onConflict((conflict) => conflict.columns(['unit_id', 'device_id']).doNothing())
    .execute();
};
