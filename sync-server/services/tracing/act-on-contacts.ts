import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { uuidV8 } from '#domain/core/uuid.ts';
import { declarationToWatched } from '#domain/watch/watch-mark.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { TraceActRequest, TraceActResponse } from '#protocol/tracing.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import { marksOf, putMarks, takeBackMarks, type WatchPorts } from '../watch/keep-watchlist.ts';
import type { ServicePorts } from '../service-ports.ts';
import { byWhom } from './case-cards.ts';
import {
  listAbout,
  openStored,
  personKeyOf,
  readPeople,
  type PersonAtHand,
} from './read-people.ts';

type ActPorts = WatchPorts &
  Pick<ServicePorts, 'openFrame'> & {
    /** Whether referrals are sent on to a system of the health department's. */
    readonly isDelivered: boolean;
  };
type PersonKey = TraceActRequest['people'][number];
type AtHand = PersonKey & {
  readonly declarationId: string;
  readonly person: PersonAtHand;
};

const deeds = { refer: 'trace-referred', watch: 'trace-watched', unwatch: 'trace-unwatched' };

/** Refers contacts of a case to the health desk, or has the tablets look for them, or no longer: each once. */
export const actOnContacts = async (
  ports: ActPorts,
  officer: OfficerSession,
  { nonce, caseId, deed, people }: TraceActRequest,
): Promise<Result<TraceActResponse, ProblemCode>> => {
  const kept = await ports.store.findTraceCase(caseId);
  if (kept === null || (kept.ended !== null && deed !== 'unwatch')) return fail('case/unknown');
  const atHand = await openPeople(ports, people);
  const marks =
    deed === 'watch' ? await Promise.all(atHand.map((one) => marksOfOne(ports, one))) : [];
  await ports.store.transact(async (tx) => {
    const nowMs = ports.clock();
    await tx.appendAudit({
      atMs: nowMs,
      ...byWhom(officer),
      deed: deeds[deed],
      subjects: [caseId, ...people.map(({ recordId }) => recordId)],
    });
    const act = { atMs: nowMs, officerId: officer.officerId };
    if (deed === 'unwatch') {
      const left = await tx.dropTraceMarks(caseId, people);
      for (const one of people) await tx.dropTraceAct(caseId, { ...one, deed: 'watch' });
      await takeBackMarks(tx, left, { nowMs, officer });
      return;
    }
    for (const [index, { unitId, recordId, declarationId }] of atHand.entries()) {
      const key = { unitId, recordId };
      await tx.keepTraceAct(caseId, { ...key, ...act, deed });
      if (deed === 'watch') await tx.keepTraceMarks(caseId, key, marks[index] ?? []);
      else {
        const entryId = referralIdOf(caseId, key);
        const raised = { ...key, declarationId, entryId, ...act };
        await tx.raiseReferral({ ...raised, isDelivered: ports.isDelivered });
      }
    }
    const all = [...new Set(marks.flat())];
    const known = await tx.watchKindsOf(all);
    // A case stays one, also where it is somebody else's contact.
    const added = all.filter((mark) => !known.has(mark));
    if (added.length > 0) await putMarks(tx, { nowMs, marks: added, kind: 'contact', officer });
  });
  if (deed === 'unwatch') return ok({ nonce, done: people.length, missing: 0 });
  return ok({ nonce, done: atHand.length, missing: people.length - atHand.length });
};

/** The same for one contact of one case, so that referring them again is the same referral. */
const referralIdOf = (caseId: string, key: PersonKey): string =>
  uuidV8(sha256(utf8ToBytes(`traced referral ${caseId} ${personKeyOf(key)}`)).slice(0, 16));

/** Those who are still held and not taken back. */
const openPeople = async (ports: ActPorts, people: readonly PersonKey[]): Promise<AtHand[]> => {
  const keys: (PersonKey & { readonly declarationId: string })[] = [];
  for (const [unitId, own] of Map.groupBy(people, (one) => one.unitId)) {
    const ids = own.map(({ recordId }) => recordId);
    for (const [recordId, stored] of await listAbout(ports, unitId, ids)) {
      const [recorded] = stored
        .filter(({ kind }) => kind === 'crossing.recorded')
        .flatMap(({ frame }) => openStored(ports, frame));
      if (recorded?.kind !== 'crossing.recorded') continue;
      keys.push({ unitId, recordId, declarationId: recorded.data.declarationId });
    }
  }
  const opened = await readPeople(ports, keys);
  return keys.flatMap((key) => {
    const person = opened.get(personKeyOf(key));
    if (person === undefined || person.isVoid || person.declaration === null) return [];
    return [{ ...key, person }];
  });
};

/** By what tablets know them again; the vehicle is left out: whoever borrows it is not them. */
const marksOfOne = async (ports: WatchPorts, { person }: AtHand): Promise<string[]> => {
  if (person.declaration === null) return [];
  const { number, phone } = declarationToWatched(person.declaration.data);
  return marksOf(ports, [
    { ...(number !== undefined && { number }), ...(phone !== undefined && { phone }) },
  ]);
};
