import { describe, expect, it } from 'vitest';
import type { Entry } from '#domain/log/entry.ts';
import { defaultRules } from '#domain/verdict/default-rules.ts';
import { ruleSetNoticeSchema } from '#domain/verdict/rule-set-notice.ts';
import { aboutSchema } from '#protocol/about.ts';
import { problemSchema } from '#protocol/problem.ts';
import {
  rulesPreviewResponseSchema,
  rulesPublishResponseSchema,
  rulesReadResponseSchema,
} from '#protocol/rules.ts';
import { sessionHeader } from '#protocol/session.ts';
import { protocolVersion } from '#protocol/version.ts';
import { readSignedRules } from '../../src/sync/read-rules.ts';
import { sealAll } from '../support/sealing.ts';
import { bothEngines, type TestEngine } from './engines.ts';
import { codeNow, seedOfficer, tokenOf } from './officer-world.ts';
import { crossingEntry, declarationEntry, pushedAt } from './sample-log.ts';
import { openWorld, pull, push, serverNowMs } from './server-world.ts';

/** The built-in rules, with these turned on or off. */
const withRules = (turned: Readonly<Record<string, boolean>>) =>
  defaultRules.rules.map((rule) => ({ ...rule, isOn: turned[rule.ruleId] ?? rule.isOn }));

/** A command post with its second factor at one tablet of a server. */
const openCommandPost = async (engine: TestEngine) => {
  const world = await openWorld(engine);
  const tablet = await world.enrol();
  const officer = await seedOfficer(world, 'hn-01', 'administrator');
  const token = await tokenOf(world, tablet, officer, { code: codeNow() });
  const ask = async (path: string, what: object): Promise<unknown> => {
    const answer = await world.app.inject({
      method: 'POST',
      url: `/api/v1/${path}`,
      headers: { authorization: `Bearer ${tablet.deviceToken}`, [sessionHeader]: token },
      payload: { protocol: protocolVersion, nonce: 'nonce-of-rules', ...what },
    });
    return answer.json();
  };
  return { world, tablet, officer, ask };
};

describe.each(bothEngines)('rules of the command post, on $name', (engine) => {
  it('[RULE-8] are numbered, signed, told to every tablet and noted; a tablet believes them by the key it knows and no other', async () => {
    const { world, tablet, officer, ask } = await openCommandPost(engine);
    await using _ = world;
    const rules = withRules({ 'no-permit': true });
    const effectiveAtMs = serverNowMs + 3_600_000;
    const { ruleSet } = rulesPublishResponseSchema.parse(
      await ask('rules', { rules, effectiveAtMs }),
    );
    expect(ruleSet).toMatchObject({ number: 1, effectiveAtMs, rules });
    const again = rulesPublishResponseSchema.parse(await ask('rules', { rules, effectiveAtMs: 0 }));
    expect(again.ruleSet).toMatchObject({ number: 2, effectiveAtMs: serverNowMs });
    const { changes } = await pull(world.app, tablet, { scope: 'reference', limit: '500' });
    const [first] = changes.filter(({ kind }) => kind === 'rule-set');
    const notice = ruleSetNoticeSchema.parse(first?.body);
    const about = aboutSchema.parse((await world.app.inject('/api/v1/about')).json());
    const key = about.receiptKey;
    if (!key) throw new Error('no key');
    expect(await readSignedRules(notice, key)).toEqual(ruleSet);
    expect(await readSignedRules({ ...notice, number: 7 }, key)).toBeNull();
    expect(await readSignedRules(notice, { ...key, x: key.y, y: key.x })).toBeNull();
    const [head = '', payload = '', signature = ''] = notice.signed.split('.');
    const milder = Buffer.from(payload, 'base64url').toString().replace('refer_health', 'pass');
    const forged = [head, Buffer.from(milder).toString('base64url'), signature].join('.');
    expect(await readSignedRules({ ...notice, signed: forged }, key)).toBeNull();
    const read = rulesReadResponseSchema.parse(await ask('rules/read', {}));
    expect(read.published.map((one) => [one.ruleSet.number, one.officerId])).toEqual([
      [2, officer],
      [1, officer],
    ]);
    const noted = await world.store.listNewestAudit({ before: null, deed: 'rules-published' }, 5);
    expect(noted.map(({ subjects }) => subjects)).toEqual([
      [again.ruleSet.ruleSetId],
      [ruleSet.ruleSetId],
    ]);
  });

  it('[RULE-4] are refused when they would wave illness on, or treat a sign more mildly', async () => {
    const { world, ask } = await openCommandPost(engine);
    await using _ = world;
    const problemOf = async (rules: readonly unknown[]) =>
      problemSchema.parse(await ask('rules', { rules, effectiveAtMs: 0 })).problem;
    expect(await problemOf(withRules({ symptom: false }))).toBe('rules/lets-illness-pass');
    const [symptom, ...others] = withRules({});
    expect(await problemOf([{ ...symptom, verdict: 'hold' }, ...others])).toBe('rules/milder');
    expect(await problemOf([])).toBe('rules/malformed');
    expect(await world.store.listRuleSets(1)).toEqual([]);
  });

  it('[RULE-9] are tried on who passed before they are published: how many each verdict, how many graver and milder', async () => {
    const { world, tablet, ask } = await openCommandPost(engine);
    await using _ = world;
    const crossed = crossingEntry(4);
    const voided: Entry = {
      ...crossingEntry(6),
      kind: 'crossing.voided',
      subjectId: crossed.subjectId,
      data: { reason: 'did_not_cross' },
    };
    const log = [declarationEntry(1), crossingEntry(2), declarationEntry(3), crossed, voided];
    await push(world.app, tablet, await sealAll(log.map((one, at) => pushedAt(at + 1, one))));
    const asked = { rules: withRules({ 'no-permit': true }), unitId: null, hours: 24 };
    const preview = rulesPreviewResponseSchema.parse(await ask('rules/preview', asked));
    expect(preview).toMatchObject({
      crossings: 1,
      before: { pass: 1, turn_back: 0 },
      after: { pass: 0, turn_back: 1 },
      graver: 1,
      milder: 0,
    });
    const elsewhere = await ask('rules/preview', { ...asked, unitId: 'hn-02' });
    expect(rulesPreviewResponseSchema.parse(elsewhere).crossings).toBe(0);
    expect(await ask('rules/preview', { ...asked, unitId: 'hn-99' })).toMatchObject({
      problem: 'unit/unknown',
    });
  });
});
