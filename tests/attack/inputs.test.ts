import { describe, expect, it } from 'vitest';
import { parseEntry } from '#domain/log/entry-codec.ts';
import type { Entry } from '#domain/log/entry.ts';
import { deviceAccountSchema } from '#protocol/administration.ts';
import { protocolVersion } from '#protocol/version.ts';
import { bothEngines } from '../contract/engines.ts';
import { declarationEntry, pushedAt } from '../contract/sample-log.ts';
import {
  adminToken,
  enrolCode,
  openWorld,
  push,
  readBoard,
  type ServerWorld,
} from '../contract/server-world.ts';
import { idOf } from '../support/id-of.ts';
import { naughtyStrings } from './naughty-strings.ts';

const asOperator = { authorization: `Bearer ${adminToken}` };

/** What JSON and UTF-8 carry: a surrogate alone is no character. */
const carried = naughtyStrings.map((text) => text.toWellFormed());

const fitting = (least: number, most: number): string[] =>
  [...new Set(carried)].filter((text) => text.length >= least && text.length <= most);

/** A declaration that says this wherever a person may write freely. */
const saying = (number: number, text: string): Entry => {
  const entry = declarationEntry(number);
  if (entry.kind !== 'declaration.recorded') throw new Error('A declaration was asked for.');
  const address = { unitSet: 'text' as const, detail: text.slice(0, 160) };
  const data = {
    ...entry.data,
    fullName: text.slice(0, 80),
    'move.purposeNote': text.slice(0, 160),
    'addr.permanent': address,
    'move.from': address,
  };
  return { ...entry, officer: text.slice(0, 40), session: text.slice(0, 40), data };
};

const enrolAs = ({ app }: ServerWorld, number: number, deviceName: string) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/enrol',
    payload: {
      protocol: 2,
      nonce: 'nonce-of-enrolment',
      deviceId: idOf('naughty device', number),
      code: enrolCode,
      unitId: 'hn-01',
      deviceName,
    },
  });

describe.each(bothEngines)('strings that break other programs, on $name', (engine) => {
  it('[WALL-8] in an entry are kept, counted and come back to the letter', async () => {
    await using world = await openWorld(engine);
    const tablet = await world.enrol();
    const entries = fitting(2, 5_000).map((text, index) => saying(index + 1, text.toWellFormed()));
    const placed = entries.map((entry, index) => pushedAt(index + 1, entry));
    const { ackedThrough } = await push(world.app, tablet, placed);
    expect(ackedThrough).toBe(entries.length);
    const unitId = 'hn-01';
    const applied = await world.store.listEntries({ unitId, status: 'applied' });
    const quarantined = await world.store.listEntries({ unitId, status: 'quarantined' });
    const kept = [...applied, ...quarantined].toSorted((a, b) => a.position - b.position);
    expect(kept.map(({ frame }) => Buffer.from(frame))).toEqual(
      placed.map(({ frame }) => Buffer.from(frame)),
    );
    const read = applied.map(({ frame, position }) => {
      const entry = parseEntry(frame);
      return [position, entry.ok ? entry.value : entry.error] as const;
    });
    expect(read.length).toBeGreaterThan(100);
    for (const [position, entry] of read) {
      const sent = parseEntry(placed[position - 1]?.frame ?? new Uint8Array());
      expect(entry).toEqual(sent.ok ? sent.value : null);
      expect(entry).toMatchObject({ data: { fullName: expect.any(String) } });
    }
  });

  it('[WALL-8] as the name of a tablet stand on the board as they were typed, less the spaces around', async () => {
    await using world = await openWorld(engine);
    const names = fitting(0, 40);
    const taken: string[] = [];
    for (const [index, name] of names.entries()) {
      const { statusCode } = await enrolAs(world, index, name);
      expect([name, statusCode]).toEqual([name, name.trim() === '' ? 400 : 200]);
      if (statusCode === 200) taken.push(name.trim());
    }
    const reader = await world.enrol('hn-02');
    const board = await readBoard(world.app, reader);
    const shown = board.units.flatMap(({ unit, tablets }) =>
      unit.unitId === 'hn-01' ? tablets.map(({ deviceName }) => deviceName) : [],
    );
    expect(shown.toSorted()).toEqual(taken.toSorted());
    expect(shown.length).toBeGreaterThan(100);
  });

  it('[WALL-8] as a reason come back to the administrator as they were typed', async () => {
    await using world = await openWorld(engine);
    const reasons = fitting(1, 200).filter((text) => text.trim() !== '');
    for (const reason of reasons) {
      const { deviceId } = await world.enrol();
      const answer = await world.app.inject({
        method: 'POST',
        url: '/api/v1/admin/device-endings',
        headers: asOperator,
        payload: { protocol: protocolVersion, deviceId, kind: 'retired', reason },
      });
      const account = deviceAccountSchema.parse(answer.json());
      expect(account.reason).toBe(reason.trim());
    }
  });

  it('[WALL-8] in every part of an address are refused or answered, and never a fault', async () => {
    await using world = await openWorld(engine);
    const { deviceToken } = await world.enrol();
    const headers = { authorization: `Bearer ${deviceToken}` };
    const statuses = new Set<number>();
    for (const text of carried) {
      const part = encodeURIComponent(text);
      const asked = [
        ['scope', 'cursor', 'limit', 'epoch', 'protocol', part].map(
          (name) => `/api/v1/pull?protocol=3&scope=unit:hn-01&${name}=${part}`,
        ),
        [`/api/v1/board?${part}`, `/api/v1/${part}`, `/${part}`, `/api/v1/admin/devices/${part}`],
      ].flat();
      for (const url of asked) {
        const isAdmin = url.includes('/admin/');
        const answer = await world.app.inject({ url, headers: isAdmin ? asOperator : headers });
        statuses.add(answer.statusCode);
      }
    }
    expect([...statuses].filter((status) => status >= 500)).toEqual([]);
    expect(statuses.has(200)).toBe(true);
  });
});
