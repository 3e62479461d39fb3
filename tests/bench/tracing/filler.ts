/** Crossings of people nobody asks about, over 67 units and 14 days; from 20 to 24 o'clock there are none. */
const crossings = Number(process.env['BENCH_CROSSINGS'] ?? 1_000_000);
const people = 400_000;
const units = 67;
const secondsADay = 20 * 3600;

/** The first midnight of the fortnight in Vietnam, Unix milliseconds. */
export const fortnightMs = Date.UTC(2026, 10, 7, 17);
export const dayMs = 86_400_000;

const atOf = (index: string): string =>
  `${fortnightMs} + (${index} % 14) * ${dayMs} + ((${index} * 7919) % ${secondsADay}) * 1000`;

/** Four ways to look for each: number, telephone, name with year of birth, plate. */
const ways = [1, 2, 3, 4] as const;

const columns =
  'unit_id, record_id, declaration_id, "at", later, doubt, person, vehicle, party_id, lane_id';

const numbers = `with recursive n(i) as (select 0 union all select i + 1 from n where i < ${crossings - 1})`;
const sqliteUnit = `printf('hn-%02d', i % ${units} + 1)`;

/** Rows come in the order of their key, and the index of records is made anew behind them: minutes become seconds. */
const recordIndex = 'trace_terms_by_record';
const remakeIndex = `create index ${recordIndex} on trace_terms (unit_id, record_id)`;

export const sqliteFiller: readonly string[] = [
  'pragma cache_size = -262144',
  'pragma synchronous = off',
  'begin',
  `drop index ${recordIndex}`,
  `${numbers} insert into traced_crossings (${columns}) select ${sqliteUnit},
    printf('filler-record-%012d-0000000000', i), printf('filler-declared-%012d-00000000', i), ${atOf('i')}, 0, 0,
    printf('%016x', (i % ${people}) * 2654435761), printf('%016x', (i % 90001) * 40503),
    null, printf('filler-log-%03d', i % (${units} * 3)) from n`,
  ...ways.map(
    (way) => `${numbers} insert into trace_terms (term, unit_id, record_id) select
      printf('${way}%015x', (i % ${people}) * 2654435761), ${sqliteUnit},
      printf('filler-record-%012d-0000000000', i) from n order by 1, 2, 3`,
  ),
  remakeIndex,
  'commit',
  'analyze',
];

const series = `generate_series(0::bigint, ${crossings - 1}) as i`;
const postgresUnit = `'hn-' || lpad((i % ${units} + 1)::text, 2, '0')`;
const record = `'filler-record-' || lpad(i::text, 12, '0') || '-0000000000'`;
const hex = (value: string, digits: number): string => `lpad(to_hex(${value}), ${digits}, '0')`;

export const postgresFiller: readonly string[] = [
  `drop index ${recordIndex}`,
  `insert into traced_crossings (${columns}) select ${postgresUnit}, ${record},
    'filler-declared-' || lpad(i::text, 12, '0') || '-00000000', ${atOf('i')}, 0, 0,
    ${hex(`(i % ${people}) * 2654435761`, 16)}, ${hex('(i % 90001) * 40503', 16)},
    null, 'filler-log-' || lpad((i % (${units} * 3))::text, 3, '0') from ${series}`,
  ...ways.map(
    (way) => `insert into trace_terms (term, unit_id, record_id) select
      '${way}' || ${hex(`(i % ${people}) * 2654435761`, 15)}, ${postgresUnit}, ${record} from ${series} order by 1, 2, 3`,
  ),
  remakeIndex,
  'analyze traced_crossings, trace_terms',
];
