import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import type { ReferralStep } from '#domain/referral/referral-state.ts';
import { problemSchema } from '#protocol/problem.ts';
import { referralsResponseSchema } from '#protocol/referrals.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { noteReferrals } from '../../sync-server/services/referrals/note-referrals.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, declarationEntry, personalWords, pushedAt } from './sample-log.ts';
import { openWorld, push, serverNowMs, type ServerWorld } from './server-world.ts';

const raising = (number: number): Entry => ({
  ...crossingEntry(number),
  entryId: declarationEntry(number + 1).entryId,
  kind: 'referral.raised',
  data: { declarationId: declarationEntry(number - 1).subjectId, causes: ['cough'] },
});
const person = [declarationEntry(1), crossingEntry(2), raising(2)];
const { subjectId: recordId } = crossingEntry(2);

const clock = () => serverNowMs;
const note = ({ store, openFrame }: ServerWorld, isDelivered = false) =>
  noteReferrals({ store, openFrame, clock }, { receivedSinceMs: 0, isDelivered });

/** A health desk at work, with a tablet of a unit that sealed and sent these. */
const withDesk = async (world: ServerWorld, entries: readonly Entry[]) => {
  const tablet = await world.enrol();
  const sealed = await sealAll(entries.map((entry, index) => pushedAt(index + 1, entry)));
  await push(world.app, tablet, sealed);
  const officer = await seedOfficer(world, 'hn-01', 'health-desk');
  const token = await tokenOf(world, tablet, officer, { code: codeNow() });
  const post = (path: string, what: object) =>
    world.app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
      payload: { protocol: protocolVersion, nonce: 'nonce-of-desk', ...what },
    });
  return {
    tablet,
    queue: async (after = 0) =>
      referralsResponseSchema.parse((await post('referrals', { after })).json()),
    step: async (step: ReferralStep, of = recordId) => {
      const answer = await post('referrals/step', { unitId: 'hn-01', recordId: of, step });
      const refused = problemSchema.safeParse(answer.json());
      return refused.success ? refused.data.problem : answer.statusCode;
    },
  };
};

describe.each(bothEngines)('the queue of referrals, on $name', (engine) => {
  it('[HEALTH-1] is made of what was delivered, once, with who it is about', async () => {
    await using world = await openWorld(engine);
    const { queue } = await withDesk(world, person);
    expect(await note(world)).toBe(1);
    expect(await note(world)).toBe(0);
    const { cards, deliveries } = await queue();
    expect(deliveries).toBeNull();
    expect(cards).toMatchObject([
      {
        recordId,
        state: 'raised',
        raisedAtMs: serverNowMs,
        dueAtMs: serverNowMs + 900_000,
        causes: ['cough'],
        isVoid: false,
        lines: [{ state: 'raised', officerId: 'hn-01-qm1' }],
        declaration: { fullName: personalWords[0], phone: personalWords[1] },
      },
    ]);
    const [looked] = await world.store.listNewestAudit({ before: null, deed: 'referrals' }, 1);
    expect(looked).toMatchObject({ subjects: [recordId] });
  });

  it('[HEALTH-1] has whoever came ahead of the log, and does not have them twice when it comes', async () => {
    await using world = await openWorld(engine);
    const { tablet, queue } = await withDesk(world, []);
    const alerts = await sealAll(person.map((entry, index) => pushedAt(index + 1, entry)));
    await push(world.app, tablet, [], { alerts });
    expect(await note(world)).toBe(1);
    expect((await queue()).cards).toMatchObject([
      { recordId, causes: ['cough'], declaration: { fullName: personalWords[0] } },
    ]);
    await push(world.app, tablet, alerts);
    expect(await note(world)).toBe(0);
    expect((await queue()).cards).toMatchObject([{ recordId, lines: [{ state: 'raised' }] }]);
  });

  it('[HEALTH-2] keeps every step with who and when, goes forward only, and lets nobody go unsaid', async () => {
    await using world = await openWorld(engine);
    const { queue, step } = await withDesk(world, person);
    await note(world);
    const { head } = await queue();
    expect(await step({ state: 'acknowledged' })).toBe(200);
    expect(await step({ state: 'acknowledged' })).toBe('referral/overtaken');
    expect(await step({ state: 'result', outcome: 'positive' })).toBe(200);
    expect(await step({ state: 'sampled' })).toBe('referral/overtaken');
    expect((await queue(head)).cards).toMatchObject([{ state: 'result' }]);
    expect(await step({ state: 'closed', reason: 'handed-over' })).toBe(200);
    expect(await step({ state: 'closed', reason: 'handed-over' })).toBe('referral/overtaken');
    expect(await step({ state: 'sampled' }, declarationEntry(1).subjectId)).toBe(
      'referral/unknown',
    );
    expect((await queue()).cards).toEqual([]);
    const [closed] = (await queue(head)).cards;
    expect(closed?.lines).toMatchObject([
      { state: 'raised' },
      { state: 'acknowledged', officerId: 'hn-01-health-desk', atMs: serverNowMs },
      { state: 'result', step: { outcome: 'positive' } },
      { state: 'closed', step: { reason: 'handed-over' } },
    ]);
  });

  it('[HEALTH-2] has who was closed again when the post adds a cause', async () => {
    await using world = await openWorld(engine);
    const { tablet, queue, step } = await withDesk(world, person);
    await note(world);
    await step({ state: 'closed', reason: 'no-longer-ill' });
    const again: Entry = {
      ...raising(2),
      entryId: declarationEntry(9).entryId,
      kind: 'referral.raised',
      data: { declarationId: declarationEntry(1).subjectId, causes: ['breathing', 'cough'] },
    };
    await push(world.app, tablet, [pushedAt(4, again)]);
    expect(await note(world)).toBe(1);
    expect((await queue()).cards).toMatchObject([
      { state: 'raised', causes: ['breathing', 'cough'] },
    ]);
  });
});
