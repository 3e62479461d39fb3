import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Officer } from '#domain/officer/officer.ts';
import { beginAmending } from '../../src/actions/begin-amending.ts';
import { closeShift } from '../../src/actions/close-shift.ts';
import { handOverShift } from '../../src/actions/hand-over-shift.ts';
import { openShift } from '../../src/actions/open-shift.ts';
import { signDuty } from '../../src/actions/sign-duty.ts';
import { voidRecord } from '../../src/actions/void-record.ts';
import { readShift } from '../../src/store/read-shift.ts';
import { readShiftFacts } from '../../src/store/shift-lines.ts';
import { sampleClosing, sampleProof } from '../support/sample-closing.ts';
import { keepPerson, sampleOfficer, sampleSession } from '../support/tablet-fixture.ts';
import { createWorld, type World, type WorldTablet } from '../support/world.ts';

const shiftId = 'cc-01/2021-09-06/2';

let world: World;
let lead: WorldTablet;
let other: WorldTablet;

beforeEach(async () => {
  world = await createWorld(71);
  const next: Officer = { ...(await sampleOfficer('1357', 'cc-01')), officerId: 'cb-02' };
  await world
    .store()
    .transact((tx) =>
      tx.appendFeed('reference', [{ kind: 'officer', audience: 'cc-01', body: next }]),
    );
  lead = await world.addTablet();
  other = await world.addTablet();
  await syncAll();
});
afterEach(() => world.close());

const syncAll = async () => {
  for (let round = 0; round < 3; round += 1) {
    for (const tablet of [lead, other]) {
      tablet.forget();
      await tablet.syncToEnd();
    }
  }
};
const signInAs = (tablet: WorldTablet, officerId: string, role: Officer['role']) =>
  tablet.db.settings.put({ key: 'session', value: { ...sampleSession, officerId, role } });
const factsOf = ({ db }: WorldTablet) => readShiftFacts(db, shiftId);
const opening = { shiftId, officers: ['cb-01', 'cb-03'], tablets: [], pads: [] };

describe('a shift on several tablets', () => {
  it('[SHIFT-7] is opened offline, officers sign on and off from any tablet, and all come to know the same', async () => {
    expect(await openShift(lead, opening)).toMatchObject({ ok: true });
    // A second tap says nothing more.
    const before = await lead.db.entries.count();
    await openShift(lead, opening);
    expect(await lead.db.entries.count()).toBe(before);
    await signInAs(other, 'cb-03', 'scanning-officer');
    await signDuty(other, { shiftId, officer: 'cb-03', to: 'on' });
    expect(await signDuty(other, { shiftId, officer: 'cb-01', to: 'on' })).toEqual({
      ok: false,
      error: { code: 'officer/not-allowed' },
    });
    expect(await openShift(other, opening)).toMatchObject({ ok: false });
    await syncAll();
    await signDuty(lead, { shiftId, officer: 'cb-03', to: 'off' });
    await syncAll();
    const facts = await factsOf(lead);
    expect(await factsOf(other)).toEqual(facts);
    expect(facts.opening?.data.officers).toEqual(['cb-01', 'cb-03']);
    expect(facts.duties).toMatchObject([{ officer: 'cb-03', state: 'off', saidBy: 'cb-01' }]);
  });

  it('[SHIFT-8] is handed over by two who each prove the own PIN, both signatures or none', async () => {
    await openShift(lead, opening);
    const sign = (givesPin: string, pin: string, officerId = 'cb-02') =>
      handOverShift(lead, { shiftId, into: shiftId, givesPin, takes: { officerId, pin } });
    const entries = await lead.db.entries.count();
    expect(await sign('0000', '1357')).toMatchObject({ error: { side: 'gives' } });
    lead.advance(60_000);
    expect(await sign('2580', '0000')).toMatchObject({ error: { side: 'takes' } });
    lead.advance(60_000);
    expect(await sign('2580', '2580', 'cb-01')).toMatchObject({
      error: { side: 'takes', failure: { code: 'shift/same-person' } },
    });
    expect(await lead.db.entries.count()).toBe(entries);
    expect(await sign('2580', '1357')).toMatchObject({ ok: true });
    expect(await sign('2580', '1357')).toMatchObject({ ok: true });
    expect(await lead.db.entries.count()).toBe(entries + 2);
    await syncAll();
    expect(await factsOf(other)).toMatchObject({
      supervisor: 'cb-02',
      handOvers: [{ isWhole: true, gives: { officer: 'cb-01' }, takes: { officer: 'cb-02' } }],
    });
  });

  it('[SHIFT-10] is signed by who answers for it, and no longer by who has handed it over', async () => {
    await openShift(lead, opening);
    const takes = { officerId: 'cb-02', pin: '1357' };
    await handOverShift(lead, { shiftId, into: shiftId, givesPin: '2580', takes });
    await syncAll();
    const refused = { ok: false, error: { code: 'shift/not-yours' } };
    for (const one of [lead, other]) {
      expect(await closeShift(one, sampleClosing(shiftId), sampleProof)).toEqual(refused);
    }
    await signInAs(other, 'cb-02', 'supervisor');
    expect(await closeShift(other, sampleClosing(shiftId), sampleProof)).toMatchObject({
      ok: true,
    });
  });

  it('[CLOSE-5] is closed once, on whichever tablet; without the server by the PIN, and says so', async () => {
    const closing = sampleClosing(shiftId, [], { proof: 'pin' });
    expect(await closeShift(lead, closing, { pin: '0000' })).toMatchObject({
      ok: false,
      error: { code: 'pin/wrong' },
    });
    lead.advance(60_000);
    expect(await closeShift(lead, closing, { pin: '2580' })).toMatchObject({ ok: true });
    const { closing: kept } = await readShift(lead.db, shiftId);
    expect(kept).toMatchObject({ proof: 'pin', countersignature: null });
    expect(kept?.signature).toMatch(/^[A-Za-z0-9_-]{86}$/);
    expect(await closeShift(lead, closing, sampleProof)).toEqual({
      ok: false,
      error: { code: 'shift/closed' },
    });
    // Somebody who did not know of it signs as well: the first one that the server had stands, on both.
    other.advance(120_000);
    const second = await closeShift(other, sampleClosing(shiftId), sampleProof);
    expect(second.ok).toBe(true);
    await syncAll();
    const both = [await readShift(lead.db, shiftId), await readShift(other.db, shiftId)];
    expect(both.map((one) => one.closing?.wallMs)).toEqual([kept?.wallMs, kept?.wallMs]);
  });

  it('[CLOSE-8] what was closed is corrected by a supervisor alone; the others are told so, and lose nothing', async () => {
    const { recordId } = await keepPerson(lead);
    await closeShift(lead, sampleClosing(shiftId), sampleProof);
    await signInAs(lead, 'cb-03', 'paper-officer');
    const refused = { ok: false, error: { code: 'record/shift-closed' } };
    expect(await beginAmending(lead, recordId)).toEqual(refused);
    expect(await voidRecord(lead, recordId, { reason: 'entered_twice' })).toEqual(refused);
    await signInAs(lead, 'cb-01', 'supervisor');
    expect(await voidRecord(lead, recordId, { reason: 'entered_twice' })).toMatchObject({
      ok: true,
    });
  });
});
