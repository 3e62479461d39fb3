import { Kysely } from 'kysely';
import { hourMs, hourOf } from '#domain/board/counted.ts';
import { shiftAt } from '#domain/shift/shift.ts';
import type { Unit } from '#domain/unit/unit.ts';
import type { SqlEngine } from '../../sync-server/store/sql-engine.ts';
import type { Tables } from '../../sync-server/store/tables.ts';
import { idOf } from './id-of.ts';
import { seededRandom } from './seeded-random.ts';

type City = {
  readonly units: readonly Unit[];
  readonly tablets: number;
  readonly records: number;
  readonly nowMs: number;
};

const verdicts = ['pass', 'pass', 'pass', 'pass', 'pass', 'turn_back', 'turn_back', 'hold'];
const channels = ['cccd_qr', 'cccd_qr', 'self_qr', 'paper', 'paper'];
/** SQLite takes 32,766 values a statement. */
const rowsAtOnce = 2000;
const daysKept = 3;

/** Ids need only be unlike each other here, and quick to make. */
const quickId = (kind: number, number: number): string =>
  `${kind.toString(16).padStart(8, '0')}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** The units of a city: those given, and patrol teams beside them. */
export const cityUnits = (given: readonly Unit[], count: number): Unit[] => [
  ...given.slice(0, count),
  ...Array.from({ length: Math.max(0, count - given.length) }, (_, index) => ({
    unitId: `bd-${String(index + 1).padStart(3, '0')}`,
    kind: 'patrol-team' as const,
    name: `Tổ tuần tra kiểm soát số ${index + 1}, công an phường Thịnh Liệt`,
    district: 'Hoàng Mai',
    facing: '',
  })),
];

/**
 * Fills a ledger as some days at all units would have left it, tablets in every state. The ledger must have
 * been opened once; the frames are no entries that could be opened.
 */
export const fillCity = async (engine: SqlEngine, city: City): Promise<void> => {
  const db = new Kysely<Tables>({ dialect: engine.open().writing, plugins: engine.plugins });
  const { units, tablets, records, nowMs } = city;
  const random = seededRandom(856);
  const share = (): number => {
    const [high = 0, middle = 0, low = 0] = random(3);
    return (high * 65_536 + middle * 256 + low) / 2 ** 24;
  };
  const dice = (sides: number): number => Math.floor(share() * sides);
  const perTablet = Math.floor(records / tablets);
  const hours = new Map<string, Tables['hour_tallies']>();
  for (let from = 0; from < tablets; from += 100) {
    const rows = {
      devices: [],
      logs: [],
      logTallies: [],
      entries: [],
      records: [],
      shifts: [],
    } as {
      devices: Tables['devices'][];
      logs: Tables['logs'][];
      logTallies: Tables['log_tallies'][];
      entries: Tables['entries'][];
      records: Tables['records'][];
      shifts: Tables['shift_tallies'][];
    };
    for (let number = from; number < Math.min(tablets, from + 100); number += 1) {
      const unit = units[number % units.length];
      if (unit === undefined) continue;
      const key = { unit_id: unit.unitId, log_id: quickId(1, number) };
      const silentMs = number % 37 === 0 ? 3 * hourMs : number % 11 === 0 ? 20 * hourMs : 0;
      const unsent = number % 37 === 0 || number % 53 === 0 ? 1 + dice(40) : 0;
      const told = {
        drafts: dice(3),
        battery: { percent: 5 + dice(95), charging: dice(2) === 0 },
        storage: { usedMb: 20 + dice(200), quotaMb: 12_000 },
      };
      rows.devices.push({
        unit_id: unit.unitId,
        device_id: idOf('city device', number),
        name: `Máy ${1 + Math.floor(number / units.length)}`,
        token_hash: `token ${number}`,
        enrolled_at: nowMs - daysKept * 24 * hourMs,
        last_contact_at: nowMs - silentMs - dice(60_000),
        clock_offset_ms: number % 29 === 0 ? -400_000 : dice(3000),
        app: '0.1.0',
        epoch_seen: null,
        current_log_id: key.log_id,
        told: JSON.stringify(told),
      });
      rows.logs.push({
        ...key,
        device_id: idOf('city device', number),
        acked_through: perTablet,
        digest: '',
        reported_depth: 2 * unsent,
        reported_records: unsent,
        reported_oldest_wall_ms: unsent > 0 ? nowMs - silentMs - dice(40 * 60_000) : null,
        forked: 0,
      });
      rows.logTallies.push({ ...key, crossings: perTablet, quarantined: 0, skipped: 0 });
      const byShift = new Map<string, number>();
      for (let position = 1; position <= perTablet; position += 1) {
        const back = (1 - Math.sqrt(share())) * daysKept * 24 * hourMs;
        const atMs = nowMs - Math.floor(back);
        const { shiftId: shift } = shiftAt(unit.unitId, atMs);
        const recordId = quickId(2, number * 100_000 + position);
        const counted = {
          hour_ms: hourOf(atMs),
          verdict: verdicts[dice(verdicts.length)] ?? '',
          channel: channels[dice(channels.length)] ?? '',
        };
        byShift.set(shift, (byShift.get(shift) ?? 0) + 1);
        const cell = [unit.unitId, ...Object.values(counted)].join(' ');
        const tally = hours.get(cell) ?? { unit_id: unit.unitId, ...counted, records: 0 };
        tally.records += 1;
        hours.set(cell, tally);
        rows.records.push({ ...key, record_id: recordId, shift_id: shift, position, ...counted });
        rows.entries.push({
          ...key,
          position,
          entry_id: quickId(3, number * 100_000 + position),
          hash: '',
          frame: Uint8Array.of(1),
          kind: 'crossing.recorded',
          subject_id: recordId,
          shift_id: shift,
          status: 'applied',
          reason: null,
          received_at: atMs,
        });
      }
      for (const [shift_id, count] of byShift) {
        rows.shifts.push({ ...key, shift_id, records: count });
      }
    }
    await db.transaction().execute(async (tx) => {
      await insert(tx, 'devices', rows.devices);
      await insert(tx, 'logs', rows.logs);
      await insert(tx, 'log_tallies', rows.logTallies);
      await insert(tx, 'entries', rows.entries);
      await insert(tx, 'records', rows.records);
      await insert(tx, 'shift_tallies', rows.shifts);
    });
  }
  await db.transaction().execute((tx) => insert(tx, 'hour_tallies', [...hours.values()]));
  await db.destroy();
};

const insert = async <Table extends keyof Tables>(
  db: Kysely<Tables>,
  table: Table,
  rows: readonly Tables[Table][],
): Promise<void> => {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce);
    await db
      .insertInto(table)
      .values(some as never)
      .execute();
  }
};
