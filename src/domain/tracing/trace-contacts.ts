import { compareMeetings, meetingOf, type Meeting, type TracedCrossing } from './closeness.ts';

/** A crossing of somebody who is joined to the case by more than having been near. */
export type LinkedCrossing<Crossing extends TracedCrossing = TracedCrossing> = {
  readonly crossing: Crossing;
  readonly by: 'phone' | 'plate';
};

type ContactMeeting<Crossing extends TracedCrossing = TracedCrossing> = Meeting & {
  readonly crossing: Crossing;
  /** The crossing of the case that it was near to; null: joined by telephone or plate. */
  readonly own: Crossing | null;
};

/** One person with every crossing at which they came close, the closest first. */
export type Contact<Crossing extends TracedCrossing = TracedCrossing> = {
  readonly key: string;
  readonly meetings: readonly [ContactMeeting<Crossing>, ...ContactMeeting<Crossing>[]];
};

export const crossingKey = ({
  unitId,
  recordId,
}: Pick<TracedCrossing, 'unitId' | 'recordId'>): string => `${unitId} ${recordId}`;

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * Everybody who came close to a case, the closest first; among equals who met them more often, then who came
 * nearer. In whatever order crossings are given, the answer is the same.
 * @param own the crossings of the case
 * @param others crossings that may have been near; those of the case among them do not matter
 */
export const traceContacts = <Crossing extends TracedCrossing>(
  own: readonly Crossing[],
  others: readonly Crossing[],
  linked: readonly LinkedCrossing<Crossing>[],
  limitMs: number,
): Contact<Crossing>[] => {
  const ownKeys = new Set(own.map(crossingKey));
  const ownPersons = new Set(own.flatMap(({ person }) => person ?? []));
  const isOther = (crossing: Crossing): boolean =>
    !ownKeys.has(crossingKey(crossing)) &&
    (crossing.person === null || !ownPersons.has(crossing.person));
  const ownByUnit = Map.groupBy(own, ({ unitId }) => unitId);
  const near = [...new Map(others.map((one) => [crossingKey(one), one])).values()]
    .filter(isOther)
    .flatMap((crossing) => {
      const met = (ownByUnit.get(crossing.unitId) ?? []).flatMap((one) => {
        const meeting = meetingOf(one, crossing, limitMs);
        return meeting === null ? [] : [{ ...meeting, crossing, own: one }];
      });
      return met.toSorted(compareContactMeetings).slice(0, 1);
    });
  const joined = linked
    .filter(({ crossing }) => isOther(crossing))
    .map(({ crossing, by }) => ({ closeness: by, gapMs: 0, crossing, own: null }));
  const byPerson = Map.groupBy([...near, ...joined], ({ crossing }) => personKey(crossing));
  return [...byPerson]
    .flatMap(([key, met]): Contact<Crossing>[] => {
      const [first, ...rest] = met.toSorted(compareContactMeetings);
      return first === undefined ? [] : [{ key, meetings: [first, ...rest] }];
    })
    .toSorted(compareContacts);
};

/** By what somebody's crossings are gathered. */
const personKey = (crossing: TracedCrossing): string => crossing.person ?? crossingKey(crossing);

const compareContactMeetings = (one: ContactMeeting, other: ContactMeeting): number =>
  compareMeetings(one, other) ||
  byText(crossingKey(one.crossing), crossingKey(other.crossing)) ||
  byText(
    one.own === null ? '' : crossingKey(one.own),
    other.own === null ? '' : crossingKey(other.own),
  );

const compareContacts = (one: Contact, other: Contact): number =>
  compareMeetings({ ...one.meetings[0], gapMs: 0 }, { ...other.meetings[0], gapMs: 0 }) ||
  other.meetings.length - one.meetings.length ||
  one.meetings[0].gapMs - other.meetings[0].gapMs ||
  byText(one.key, other.key);
