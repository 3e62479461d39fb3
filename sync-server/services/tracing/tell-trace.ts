import { fail, ok, type Result } from '#domain/core/result.ts';
import { visibleTo } from '#domain/officer/visible-fields.ts';
import { sameVehicleMs } from '#domain/tracing/closeness.ts';
import { matchCase, personToTraceTerms, type CaseMatch } from '#domain/tracing/match-case.ts';
import { traceContacts, type Contact } from '#domain/tracing/trace-contacts.ts';
import type { TracedCase } from '#domain/tracing/traced-case.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import {
  mostContacts,
  type ContactCard,
  type OwnCrossing,
  type TraceRequest,
  type TraceResponse,
} from '#protocol/tracing.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { IndexedCrossing, TraceAct } from '../../store/tracing.ts';
import type { ServicePorts } from '../service-ports.ts';
import { byWhom, keptToCard } from './case-cards.ts';
import { countUnread, indexCrossings, type IndexPorts } from './index-crossings.ts';
import { personKeyOf, readPeople, type PersonAtHand } from './read-people.ts';
import { hashTraceTerm } from './trace-terms.ts';

type TracePorts = IndexPorts & Pick<ServicePorts, 'clock'>;

/** Feed lines: what was delivered a moment ago is found; an old ledger that is still being read is not waited for. */
const mostReadFirst = 20;

type Matched = { readonly crossing: IndexedCrossing; readonly match: CaseMatch };

/** Follows a case: its crossings, and who came close. That it was looked at is noted, with whose data was told. */
export const tellTrace = async (
  ports: TracePorts,
  officer: OfficerSession,
  { nonce, caseId, minutes: wished, purpose }: TraceRequest,
): Promise<Result<TraceResponse, ProblemCode>> => {
  const { store, clock } = ports;
  const kept = await store.findTraceCase(caseId);
  if (kept === null) return fail('case/unknown');
  if ((await countUnread(ports)) <= mostReadFirst) await indexCrossings(ports);
  const card = keptToCard(kept);
  const minutes = wished ?? card.traced.minutes;
  const { matched, people } = await findOwn(ports, card.traced);
  const own = matched.filter(({ match }) => match.is === 'self').map(({ crossing }) => crossing);
  const linked = matched.flatMap(({ crossing, match: { is: by } }) =>
    by === 'self' ? [] : [{ crossing, by }],
  );
  const limitMs = minutes * 60_000;
  const found = traceContacts(own, await findNear(ports, own, limitMs), linked, limitMs);
  const told = found.slice(0, mostContacts);
  const contactPeople = await readPeople(ports, told.map(latestOf));
  const acts = await store.listTraceActs(caseId);
  const contacts = told.flatMap((contact) => toContact(officer, contact, contactPeople, acts));
  const ownCards = matched.flatMap((one) => toOwn(officer, one, people));
  await store.transact((tx) =>
    tx.appendAudit({
      atMs: clock(),
      ...byWhom(officer),
      deed: purpose === 'export' ? 'trace-export' : 'trace',
      subjects: [caseId, ...[...ownCards, ...contacts].map(({ recordId }) => recordId)],
    }),
  );
  const more = found.length - told.length;
  const behind = await countUnread(ports);
  return ok({ nonce, case: card, minutes, own: ownCards, contacts, more, behind });
};

/** The crossings that the case's number, telephone, name or plate lead to, opened to see whose they are. */
const findOwn = async (
  ports: TracePorts,
  { who, fromMs, throughMs }: TracedCase,
): Promise<{ matched: Matched[]; people: Map<string, PersonAtHand> }> => {
  const terms = personToTraceTerms(who).map((term) => hashTraceTerm(ports.hashTerm, term));
  const found = (await ports.store.findTraced(terms)).filter(
    ({ atMs, laterMs, doubtMs }) =>
      atMs + laterMs + doubtMs >= fromMs && atMs - doubtMs <= throughMs,
  );
  const people = await readPeople(ports, found);
  const matched = found.flatMap((crossing) => {
    const { declaration = null, isVoid = true } = people.get(personKeyOf(crossing)) ?? {};
    const match = declaration && !isVoid ? matchCase(who, declaration.data) : null;
    return match === null ? [] : [{ crossing, match }];
  });
  matched.sort((one, other) => one.crossing.atMs - other.crossing.atMs);
  return { matched, people };
};

/** Everything at the units of these crossings about their times; what overlaps is asked for once. */
const findNear = async (
  { store }: TracePorts,
  own: readonly IndexedCrossing[],
  limitMs: number,
): Promise<IndexedCrossing[]> => {
  const near: IndexedCrossing[] = [];
  for (const [unitId, ofUnit] of Map.groupBy(own, (one) => one.unitId)) {
    const reachMs = Math.max(limitMs, sameVehicleMs);
    let spans: { fromMs: number; throughMs: number }[] = [];
    for (const { atMs, laterMs, doubtMs } of ofUnit.toSorted(
      (one, other) => one.atMs - one.doubtMs - (other.atMs - other.doubtMs),
    )) {
      const fromMs = atMs - doubtMs - reachMs;
      const throughMs = atMs + laterMs + doubtMs + reachMs;
      const last = spans.at(-1);
      if (last === undefined || last.throughMs < fromMs) spans = [...spans, { fromMs, throughMs }];
      else last.throughMs = Math.max(last.throughMs, throughMs);
    }
    for (const { fromMs, throughMs } of spans) {
      near.push(...(await store.listTracedNear(unitId, fromMs, throughMs)));
    }
  }
  return near;
};

/** Who is reached by what they said last. */
const latestOf = ({ meetings }: Contact<IndexedCrossing>): IndexedCrossing =>
  meetings
    .map(({ crossing }) => crossing)
    .reduce((latest, crossing) => (crossing.atMs > latest.atMs ? crossing : latest));

const toMoment = ({ unitId, recordId, atMs, laterMs, doubtMs }: IndexedCrossing) => ({
  unitId,
  recordId,
  atMs,
  laterMs,
  doubtMs,
});

const toPerson = ({ role }: OfficerSession, person: PersonAtHand | undefined) => ({
  declaration: person?.declaration ? visibleTo(role, person.declaration.data) : {},
  crossing: person?.crossing ? visibleTo(role, person.crossing.data) : {},
});

const toOwn = (
  officer: OfficerSession,
  { crossing, match }: Matched,
  people: ReadonlyMap<string, PersonAtHand>,
): OwnCrossing[] => {
  if (match.is !== 'self') return [];
  const person = toPerson(officer, people.get(personKeyOf(crossing)));
  return [{ ...toMoment(crossing), ...person, ways: [...match.ways] }];
};

const toContact = (
  officer: OfficerSession,
  contact: Contact<IndexedCrossing>,
  people: ReadonlyMap<string, PersonAtHand>,
  acts: readonly TraceAct[],
): ContactCard[] => {
  const { unitId, recordId } = latestOf(contact);
  const person = people.get(personKeyOf({ unitId, recordId }));
  const records = new Set(contact.meetings.map(({ crossing }) => personKeyOf(crossing)));
  const has = (deed: TraceAct['deed']): boolean =>
    acts.some((act) => act.deed === deed && records.has(personKeyOf(act)));
  return [
    {
      unitId,
      recordId,
      ...toPerson(officer, person),
      meetings: contact.meetings.map(({ crossing, closeness, gapMs, own }) => ({
        ...toMoment(crossing),
        closeness,
        gapMs,
        ownRecordId: own?.recordId ?? null,
      })),
      isReferred: has('refer'),
      isWatched: has('watch'),
    },
  ];
};
