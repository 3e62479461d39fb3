import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { dayMs, dayStartMs, dayAt } from '#domain/city/local-day.ts';
import { randomFraction } from '#domain/core/random.ts';
import { reportCategories, reportChannels } from '#domain/report/report.ts';
import type { Unit } from '#domain/unit/unit.ts';
import { idOf } from './id-of.ts';
import { seededRandom } from './seeded-random.ts';

const hourMs = 3_600_000;
const districts = [
  'Ba Đình',
  'Hoàn Kiếm',
  'Tây Hồ',
  'Long Biên',
  'Cầu Giấy',
  'Đống Đa',
  'Hai Bà Trưng',
  'Hoàng Mai',
  'Thanh Xuân',
  'Hà Đông',
  'Nam Từ Liêm',
  'Bắc Từ Liêm',
  'Sơn Tây',
  'Ba Vì',
  'Chương Mỹ',
  'Đan Phượng',
  'Đông Anh',
  'Gia Lâm',
  'Hoài Đức',
  'Mê Linh',
  'Mỹ Đức',
  'Phú Xuyên',
  'Phúc Thọ',
  'Quốc Oai',
  'Sóc Sơn',
  'Thạch Thất',
  'Thanh Oai',
  'Thanh Trì',
  'Thường Tín',
  'Ứng Hòa',
] as const;

/** Fractions that are the same in every run. */
const diceOf = (seed: number): (() => number) => {
  const bytes = seededRandom(seed);
  return () => randomFraction(bytes);
};

const three = (number: number): string => String(number).padStart(3, '0');

/** Beside the 23 city checkpoints of the demonstration: 44 of the districts and 789 patrol teams. */
export const inventedUnits = (): Unit[] => {
  const random = diceOf(856);
  const made = (index: number) => {
    const district = districts[index % districts.length] ?? '';
    const lat = Number((20.75 + random() * 0.5).toFixed(5));
    const lon = Number((105.5 + random() * 0.45).toFixed(5));
    return {
      district,
      facing: '',
      agency: `Công an ${district}`,
      lanes: 1,
      position: { lat, lon },
    };
  };
  return [
    ...Array.from({ length: 44 }, (_, index): Unit => ({
      unitId: `qh-${three(index + 1)}`,
      kind: 'district-checkpoint',
      name: `Chốt ${districts[index % districts.length]} ${Math.floor(index / districts.length) + 1}`,
      ...made(index),
    })),
    ...Array.from({ length: 789 }, (_, index): Unit => {
      const { position: _position, ...rest } = made(index);
      return {
        unitId: `tt-${three(index + 1)}`,
        kind: 'patrol-team',
        name: `Tổ tuần tra ${index + 1}`,
        ...rest,
      };
    }),
  ];
};

/** More by day than by night, most before work and after it. */
const weightOfHour = [2, 1, 1, 1, 2, 5, 9, 10, 9, 8, 7, 7, 6, 6, 7, 8, 9, 10, 8, 6, 4, 3, 3, 2];
const dayShare = weightOfHour.reduce((sum, weight) => sum + weight, 0);

const verdicts = [
  ['pass', 0.9],
  ['turn_back', 0.955],
  ['test_on_site', 0.975],
  ['refer_health', 0.993],
  ['hold', 1],
] as const;

/**
 * Writes crossings as they are counted, straight into a database that no server has open: of the last days up
 * to now, at every unit, most at the city's own.
 */
export const seedCrossings = (
  dataDir: string,
  {
    crossings,
    days,
    nowMs,
  }: { readonly crossings: number; readonly days: number; readonly nowMs: number },
): void => {
  const random = diceOf(1_000_000);
  const db = new DatabaseSync(join(dataDir, 'chot.sqlite'));
  const insert = db.prepare(
    `insert into crossing_facts (unit_id, record_id, log_id, position, declaration_id, at, hour, standing,
       verdict, channel, direction, vehicle, symptom, age)
     values (?, ?, 'seeded', ?, null, ?, ?, 'counted', ?, ?, ?, ?, ?, ?)`,
  );
  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)] as One;
  const patrols = inventedUnits().map(({ unitId }) => unitId);
  const todayMs = dayStartMs(dayAt(nowMs));
  const perWeight = crossings / (days * dayShare);
  let position = 0;
  db.exec('begin');
  for (let back = days - 1; back >= 0; back -= 1) {
    for (const [hour, weight] of weightOfHour.entries()) {
      const hourAtMs = todayMs - back * dayMs + hour * hourMs;
      const count = Math.round(weight * perWeight * (0.9 + 0.2 * random()));
      for (let one = 0; one < count; one += 1) {
        const atMs = hourAtMs + Math.floor(random() * hourMs);
        // Of today only what has passed of it.
        if (atMs > nowMs) continue;
        position += 1;
        const isCity = random() < 0.7;
        const unit = isCity
          ? `hn-${String(Math.ceil(23 * random() ** 1.7) || 1).padStart(2, '0')}`
          : pick(patrols);
        const chance = random();
        const verdict = verdicts.find(([, upTo]) => chance <= upTo)?.[0] ?? 'pass';
        insert.run(
          unit,
          idOf('seeded crossing', position),
          position,
          atMs,
          hourAtMs,
          verdict,
          pick(['cccd_qr', 'cccd_qr', 'self_qr', 'paper']),
          pick(['in', 'in', 'out']),
          pick(['motorbike', 'motorbike', 'car', 'truck']),
          verdict === 'refer_health' ? 'yes' : 'no',
          pick(['18-39', '18-39', '40-59', '60+']),
        );
      }
    }
  }
  db.exec('commit');
  db.exec('analyze');
  db.close();
};

/** Tablets with logs, some silent or with something unsent, and referrals that wait. */
export const seedWaiting = (
  dataDir: string,
  {
    tablets,
    referrals,
    nowMs,
  }: { readonly tablets: number; readonly referrals: number; readonly nowMs: number },
): void => {
  const random = diceOf(2000);
  const db = new DatabaseSync(join(dataDir, 'chot.sqlite'));
  const units = [
    ...Array.from({ length: 23 }, (_, index) => `hn-${String(index + 1).padStart(2, '0')}`),
    ...inventedUnits().map(({ unitId }) => unitId),
  ];
  const device = db.prepare(
    `insert into devices (unit_id, device_id, name, token_hash, enrolled_at, last_contact_at, current_log_id)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  const log = db.prepare(
    `insert into logs (unit_id, log_id, device_id, acked_through, digest, reported_depth, reported_records, forked)
     values (?, ?, ?, 100, '', ?, ?, 0)`,
  );
  const referral = db.prepare(
    `insert into referrals (unit_id, record_id, declaration_id, state, raised_at, since, seq)
     values (?, ?, ?, ?, ?, ?, ?)`,
  );
  db.exec('begin');
  for (let index = 0; index < tablets; index += 1) {
    const unit = units[index % units.length] ?? '';
    const [deviceId, logId] = [idOf('seeded device', index), idOf('seeded log', index)];
    const silentMs = random() < 0.03 ? 4 * hourMs : Math.floor(random() * 60_000);
    const name = `Máy ${Math.floor(index / units.length) + 1}`;
    device.run(unit, deviceId, name, deviceId, nowMs - dayMs + index, nowMs - silentMs, logId);
    const unsent = random() < 0.05 ? Math.ceil(random() * 40) : 0;
    log.run(unit, logId, deviceId, unsent, unsent);
  }
  for (let index = 0; index < referrals; index += 1) {
    const sinceMs = nowMs - Math.floor(random() * 40 * 60_000);
    const ids = [idOf('seeded referral', index), idOf('seeded declaration', index)] as const;
    const state = random() < 0.3 ? 'raised' : 'acknowledged';
    referral.run(units[index % 23] ?? '', ...ids, state, sinceMs, sinceMs, 1_000_000 + index);
  }
  db.exec('commit');
  db.close();
};

/** Reports of the last weeks: most answered, some forwarded and closed, the newest still open. */
export const seedReports = (
  dataDir: string,
  {
    reports,
    days,
    nowMs,
  }: { readonly reports: number; readonly days: number; readonly nowMs: number },
): void => {
  const random = diceOf(18_246);
  const db = new DatabaseSync(join(dataDir, 'chot.sqlite'));
  const insert = db.prepare(
    `insert into reports (report_id, number, source, channel, category, urgency, state, agency_id, merged_into,
       unit_id, received_at, since, settled_at, seq, secret_hash)
     values (?, ?, ?, ?, ?, ?, ?, ?, null, ?, ?, ?, ?, ?, null)`,
  );
  db.exec('begin');
  for (let index = 1; index <= reports; index += 1) {
    const receivedAtMs = nowMs - Math.floor(((reports - index) / reports) * days * dayMs);
    const chance = random();
    const isOpen = index > reports * 0.99;
    const state = isOpen ? 'received' : chance < 0.8 ? 'answered' : 'closed';
    const settledAtMs = isOpen
      ? null
      : Math.min(nowMs, receivedAtMs + Math.floor(random() * hourMs));
    insert.run(
      idOf('seeded report', index),
      index,
      `seeded:${index}`,
      reportChannels[index % reportChannels.length] ?? 'call',
      reportCategories[index % reportCategories.length] ?? 'other',
      random() < 0.1 ? 'urgent' : 'plain',
      state,
      state === 'closed' ? 'cong-an' : null,
      random() < 0.3 ? `hn-${String((index % 23) + 1).padStart(2, '0')}` : null,
      receivedAtMs,
      settledAtMs ?? receivedAtMs,
      settledAtMs,
      index,
    );
  }
  db.exec(`update report_head set seq = ${reports}, number = ${reports}`);
  db.exec('commit');
  db.close();
};
