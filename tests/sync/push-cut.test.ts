import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { Client } from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../sync-server/store/sqlite/open-database.ts';
import { sqliteEngineOver } from '../../sync-server/store/sqlite.ts';
import { onPostgres, type TestEngine } from '../contract/engines.ts';
import { closingEntry, pushedAt, sampleLog, shiftId } from '../contract/sample-log.ts';
import { onBoard, openWorld, pull, push, sendPush } from '../contract/server-world.ts';

/** Breaks the statement of this number, counted from when it is armed; the others run. */
type Blade = { armed: boolean; calls: number; breakingCall: number };

const strike = (blade: Blade): void => {
  if (!blade.armed) return;
  blade.calls += 1;
  if (blade.calls === blade.breakingCall) throw new Error('cut');
};

const withBlade = <Subject extends object>(
  subject: Subject,
  names: readonly (keyof Subject)[],
  blade: Blade,
  wrap: (value: unknown) => unknown = (value) => value,
): Subject =>
  new Proxy(subject, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...parameters: unknown[]) => {
        if (names.some((one) => one === name)) strike(blade);
        return wrap(value.apply(target, parameters));
      };
    },
  });

type CutEngine = Pick<TestEngine, 'name' | 'inDir'>;

const onCutSqlite = (blade: Blade): CutEngine => ({
  name: 'SQLite',
  inDir: async () => {
    const isStatement = (value: unknown): value is StatementSync =>
      typeof value === 'object' && value !== null && 'sourceSQL' in value;
    const database = withBlade<DatabaseSync>(openDatabase(':memory:'), ['exec'], blade, (value) =>
      isStatement(value) ? withBlade(value, ['run', 'get', 'all'], blade) : value,
    );
    return sqliteEngineOver(database);
  },
});

/** The driver itself fails, as when the line to the database breaks. */
const onCutPostgres = (blade: Blade): CutEngine => {
  const whole: unknown = Object.getOwnPropertyDescriptor(Client.prototype, 'query')?.value;
  if (typeof whole !== 'function') throw new Error('The driver asks in some other way.');
  vi.spyOn(Client.prototype, 'query').mockImplementation(function cutQuery(this: Client, ...call) {
    strike(blade);
    return Reflect.apply(whole, this, call) as void;
  });
  return onPostgres;
};

describe.each([
  { name: 'SQLite', cut: onCutSqlite },
  { name: 'PostgreSQL', cut: onCutPostgres },
])('a push that is cut short on $name', ({ cut }) => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('[PUSH-11] leaves all or nothing behind, wherever it was cut, and the next try completes it', async () => {
    const blade: Blade = { armed: false, calls: 0, breakingCall: 0 };
    await using world = await openWorld(cut(blade));
    const tablet = await world.enrol();
    const entries = [...sampleLog(4), pushedAt(5, closingEntry(5, 2))];
    let cuts = 0;
    for (let isCut = true; isCut; cuts += 1) {
      blade.armed = true;
      blade.calls = 0;
      blade.breakingCall = cuts + 1;
      const answer = await sendPush(world.app, tablet, entries);
      blade.armed = false;
      isCut = blade.calls >= blade.breakingCall;
      if (!isCut) break;
      expect(answer.json()).toMatchObject({ problem: 'server/failed', retry: 'later' });
      expect(await onBoard(world.app, tablet)).toMatchObject({
        logId: null,
        ackedThrough: 0,
        recordsByShift: {},
        lastContactAtMs: null,
      });
      const feed = await pull(world.app, tablet, { scope: 'unit:hn-01' });
      expect(feed).toMatchObject({ changes: [], cursor: 0 });
    }
    // Begin, the reads, every table that is written, commit; fewer cuts would mean that some were not seen.
    expect(cuts).toBeGreaterThan(12);

    // The last one was not cut: it has done everything, and doing it again changes nothing.
    const answer = await push(world.app, tablet, entries);
    expect(answer.results).toEqual([{ from: 1, through: 5, status: 'duplicate' }]);
    expect((await onBoard(world.app, tablet)).recordsByShift).toEqual({ [shiftId]: 2 });
    const feed = await pull(world.app, tablet, { scope: 'unit:hn-01' });
    expect(feed.changes.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});
