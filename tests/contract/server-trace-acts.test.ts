import { describe, expect, it } from 'vitest';
import { referralsResponseSchema } from '#protocol/referrals.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { changeWatchlist } from '../../sync-server/services/watch/keep-watchlist.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { bothEngines } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import {
  caseId,
  otherCaseId,
  deskId,
  passingOf,
  recordOf,
  passing,
  openTracing,
} from './tracing-world.ts';
import { serverNowMs } from './server-world.ts';

describe.each(bothEngines)('what is done with contacts, on $name', (engine) => {
  it('[TRACE-6] contacts go to the health desk in one step, each once, with the cause; a case again adds nothing', async () => {
    const { world, tablet, send, enter, trace, act } = await openTracing(engine);
    await using _ = world;
    await send(
      tablet,
      passing.flatMap((one, at) => passingOf(at, one)),
    );
    await enter();
    await trace();
    expect(await act('refer', [1, 2, 30])).toMatchObject({ done: 2, missing: 1 });
    const head = await world.store.referralHead();
    expect(await act('refer', [1, 2])).toMatchObject({ done: 2 });
    const desk = await seedOfficer(world, 'hn-01', 'health-desk');
    const token = await tokenOf(world, tablet, desk, { code: codeNow() });
    const { body } = await world.app.inject({
      method: 'POST',
      url: '/api/v1/referrals',
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
      payload: { protocol: protocolVersion, nonce: deskId, after: 0 },
    });
    const { cards } = referralsResponseSchema.parse(JSON.parse(body));
    expect(
      cards.map(({ recordId, causes, state, lines }) => [recordId, causes, state, lines.length]),
    ).toEqual([
      [recordOf(1), ['contact'], 'raised', 1],
      [recordOf(2), ['contact'], 'raised', 1],
    ]);
    expect(await world.store.referralHead()).toBeGreaterThanOrEqual(head);
    const { contacts } = await trace();
    expect(contacts.map(({ isReferred }) => isReferred)).toEqual([true, true, false]);
  });

  it('[TRACE-7] the case and its contacts are looked for, and no longer once taken off or ended, unless another case needs them', async () => {
    const { world, tablet, send, enter, trace, act, post } = await openTracing(engine);
    await using _ = world;
    await send(
      tablet,
      passing.flatMap((one, at) => passingOf(at, one)),
    );
    const listed = async () =>
      (await world.store.listWatchMarks(0, 100))
        .flatMap(({ kind }) => kind ?? [])
        .toSorted((one, other) => (one < other ? -1 : 1));
    await enter();
    await trace();
    expect(await listed()).toEqual(['case']);
    expect(await act('watch', [1, 2])).toMatchObject({ done: 2, missing: 0 });
    await act('watch', [1, 2]);
    expect(await listed()).toEqual(['case', 'contact', 'contact', 'contact']);
    await enter({ number: '001190000002' }, true, otherCaseId);
    expect(await listed()).toEqual(['case', 'case', 'contact', 'contact']);
    await act('watch', [2], otherCaseId);
    await act('unwatch', [2]);
    expect(await listed()).toEqual(['case', 'case', 'contact', 'contact']);
    expect((await trace()).contacts.map(({ isWatched }) => isWatched)).toEqual([
      true,
      false,
      false,
    ]);
    await post('trace/cases/end', { caseId, ended: 'withdrawn' });
    expect(await listed()).toEqual(['case', 'contact']);
    await post('trace/cases/end', { caseId: otherCaseId, ended: 'closed' });
    expect(await listed()).toEqual([]);
  });

  it('[TRACE-11] who was put in the list by hand stays there as they were put, whatever a case ends', async () => {
    const { world, tablet, send, enter, trace, act, post } = await openTracing(engine);
    await using _ = world;
    await send(
      tablet,
      passing.flatMap((one, at) => passingOf(at, one)),
    );
    const ports = { store: world.store, clock: () => serverNowMs, random: seededRandom(86) };
    const listed = async () =>
      (await world.store.listWatchMarks(0, 100))
        .flatMap(({ kind }) => kind ?? [])
        .toSorted((one, other) => (one < other ? -1 : 1));
    const phone = { phone: '+84912000002' };
    await changeWatchlist(ports, [{ number: '001190000001' }], 'contact', null);
    await changeWatchlist(ports, [phone], 'case', null);
    await enter();
    await trace();
    expect(await listed()).toEqual(['case', 'case']);
    await act('watch', [1, 2]);
    await changeWatchlist(ports, [{ number: '001190000003' }], 'contact', null);
    expect(await listed()).toEqual(['case', 'case', 'contact', 'contact']);
    await act('unwatch', [1, 2]);
    expect(await listed()).toEqual(['case', 'case', 'contact']);
    await act('watch', [1, 2]);
    await post('trace/cases/end', { caseId, ended: 'withdrawn' });
    expect(await listed()).toEqual(['case', 'contact', 'contact']);
    await changeWatchlist(ports, [phone, { number: '001190000003' }], null, null);
    expect(await listed()).toEqual(['contact']);
  });
});
