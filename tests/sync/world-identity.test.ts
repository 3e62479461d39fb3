import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IdentityAnswer } from '#domain/identity/registry-check.ts';
import { answerToLine } from '../../sync-server/store/identity-checks.ts';
import { unitScope } from '../../sync-server/store/store.ts';
import { announceRegistry } from '../../sync-server/services/identity/announce-registry.ts';
import { confirmUnmatched } from '../../src/actions/confirm-unmatched.ts';
import { noteAnswer } from '../../src/actions/note-answer.ts';
import { forgetRecords } from '../../src/store/forget-records.ts';
import { listRecords } from '../../src/store/list-records.ts';
import { readAwaited, readUnmatched } from '../../src/store/read-identity.ts';
import { keepPerson, morningMs } from '../support/tablet-fixture.ts';
import { createWorld, worldUnit, type World, type WorldTablet } from '../support/world.ts';

const person = { docNumber: '001190000001', dob: '1990-05-17', sex: 'F' } as const;

describe('what the registry said, on the tablets', () => {
  let world: World;
  let tablet: WorldTablet;
  beforeEach(async () => {
    world = await createWorld(61);
    tablet = await world.addTablet();
  });
  afterEach(() => world.close());

  const announce = (isChecked: boolean) =>
    announceRegistry({ store: world.store(), clock: () => morningMs - 1000 }, isChecked);
  const read = async (reader = tablet) => {
    reader.forget();
    await reader.syncToEnd();
  };
  const tell = (declarationId: string, answer: IdentityAnswer) =>
    world
      .store()
      .transact((tx) =>
        tx.appendFeed(unitScope(worldUnit.unitId), [
          answerToLine(declarationId, answer, morningMs),
        ]),
      );
  const standings = async (reader = tablet) =>
    (await listRecords(reader.db, { limit: 10 })).map(({ identity }) => identity);
  const declarationId = async (): Promise<string> => {
    const [record] = await listRecords(tablet.db, { limit: 1 });
    return record?.declarationId ?? '';
  };

  it('[CHECK-9] a record waits for the registry, says what the number itself tells meanwhile, and bears the answer', async () => {
    await keepPerson(tablet, person);
    expect(await standings()).toEqual([{ kind: 'unasked' }]);
    await announce(true);
    await read();
    expect(await standings()).toEqual([{ kind: 'waiting', doubts: [] }]);
    await keepPerson(tablet, { ...person, sex: 'M', fullName: 'Lê Văn Nam' });
    const [second] = await standings();
    expect(second).toEqual({ kind: 'waiting', doubts: [{ code: 'citizen-id/sex-differs' }] });

    await tell(await declarationId(), { outcome: 'partial', differs: ['sex'] });
    await read();
    expect((await standings())[0]).toEqual({
      kind: 'answered',
      answer: { outcome: 'partial', differs: ['sex'] },
      atMs: morningMs,
    });
    // An amendment was asked about anew.
    await tell(await declarationId(), { outcome: 'match' });
    await read();
    expect((await standings())[0]).toMatchObject({ answer: { outcome: 'match' } });
  });

  it('[CHECK-9] where no registry is asked, or the document is none of its, nothing waits', async () => {
    await announce(true);
    await read();
    await keepPerson(tablet, { ...person, docType: 'PASSPORT', docNumber: 'C1234567' });
    expect(await standings()).toEqual([{ kind: 'unasked' }]);
    await keepPerson(tablet, { ...person, fullName: 'Lê Văn Nam' });
    await announce(false);
    await read();
    expect(await standings()).toEqual([{ kind: 'unasked' }, { kind: 'unasked' }]);
  });

  it('[CHECK-9] only the tablet that recorded the person keeps what was found', async () => {
    const other = await world.addTablet();
    await keepPerson(tablet, person);
    await read();
    await tell(await declarationId(), { outcome: 'mismatch', differs: ['fullName'] });
    await read();
    await read(other);
    expect(await tablet.db.reference.where('scope').startsWith('unit:').count()).toBe(1);
    expect(await other.db.reference.where('scope').startsWith('unit:').count()).toBe(0);
  });

  it('[CHECK-9] what was found goes when the record is forgotten here', async () => {
    const { recordId } = await keepPerson(tablet, person);
    await tablet.db.records.update(recordId, { wallMs: morningMs - 73 * 3_600_000 });
    await read();
    await tell(await declarationId(), { outcome: 'match' });
    await read();
    expect(await tablet.db.reference.where('scope').startsWith('unit:').count()).toBe(1);
    expect(await forgetRecords(tablet.db, tablet.clock.wallMs())).toBe(1);
    expect(await tablet.db.reference.where('scope').startsWith('unit:').count()).toBe(0);
  });

  it('[CHECK-9] what was answered at once is there before the feed says it, and the feed has the last word', async () => {
    await announce(true);
    await keepPerson(tablet, person);
    await read();
    const id = await declarationId();
    const [awaited] = await readAwaited(tablet.db, morningMs - 60_000);
    expect(awaited).toMatchObject({ declarationId: id, question: { number: person.docNumber } });
    const answer: IdentityAnswer = { outcome: 'not-found' };
    await noteAnswer(tablet, { declarationId: id, answer, atMs: morningMs });
    expect(await readAwaited(tablet.db, morningMs - 60_000)).toEqual([]);
    expect(await standings()).toMatchObject([{ answer }]);
    await tell(id, { outcome: 'match' });
    await read();
    await noteAnswer(tablet, { declarationId: id, answer, atMs: morningMs });
    expect(await standings()).toMatchObject([{ answer: { outcome: 'match' } }]);
  });

  it('[CHECK-10] who does not match is told of until somebody has seen it, and not long after they have gone', async () => {
    await keepPerson(tablet, person);
    await read();
    const id = await declarationId();
    await tell(id, { outcome: 'partial', differs: ['dob'] });
    await read();
    expect(await readUnmatched(tablet.db, morningMs - 60_000)).toEqual([]);
    await tell(id, { outcome: 'mismatch', differs: ['fullName'] });
    await read();
    const ringing = { declarationId: id, answer: { outcome: 'mismatch', differs: ['fullName'] } };
    expect(await readUnmatched(tablet.db, morningMs - 60_000)).toMatchObject([ringing]);
    expect(await readUnmatched(tablet.db, tablet.clock.wallMs() + 60_000)).toEqual([]);
    await confirmUnmatched(tablet, id);
    expect(await readUnmatched(tablet.db, morningMs - 60_000)).toEqual([]);
  });
});
