import { useLiveQuery } from 'dexie-react-hooks';
import { useMemo } from 'react';
import { assessPerson, type Assessment, type LaneFacts } from '#domain/lane/assess-person.ts';
import { peopleInHand, type HeldPerson } from '#domain/lane/people-in-hand.ts';
import { personInCode } from '#domain/lane/person-in-code.ts';
import { questionAbout } from '#domain/lane/question-about.ts';
import { codeToHash } from '#domain/qr/code-hash.ts';
import { findFormer, findSameCode } from '../../store/find-former.ts';
import { readAnswerAbout } from '../../store/read-identity.ts';
import { readDevice } from '../../store/read-device.ts';
import { useServices } from '../services.ts';
import type { ChotDatabase } from '../../store/database.ts';
import { useRegistryAnswers } from './use-registry-answers.ts';

/** The same code read again within this time is one crossing seen twice, as the merge counts it [MERGE-7]. */
const rescanMs = 10 * 60_000;

const readFacts = async (
  db: ChotDatabase,
  { codes }: HeldPerson,
  nowMs: number,
): Promise<Omit<LaneFacts, 'temperature'>> => {
  const device = await readDevice(db);
  const numbers = codes.flatMap(({ code }) => personInCode(code)?.number ?? []);
  const [number] = numbers;
  const same = await Promise.all(
    codes.map(({ text }) => findSameCode(db, codeToHash(text), nowMs - rescanMs)),
  );
  const former = number === undefined ? null : await findFormer(db, number, nowMs);
  return {
    former,
    // What was answered earlier holds with no network, too.
    registry: former && (await readAnswerAbout(db, former.recordId)),
    sameCode: same.find((one) => one !== null) ?? null,
    direction: device?.laneDirection ?? 'in',
  };
};

/** What the people whose codes are in hand mean in this lane now; the one shown comes first. */
export const useAssessments = (
  texts: readonly string[],
  apart: ReadonlySet<string>,
  temperature: number | null,
): readonly Assessment[] => {
  const { db, clock } = useServices().tablet;
  const people = useMemo(() => peopleInHand(texts, apart), [texts, apart]);
  const known = useLiveQuery(
    async () => {
      const nowMs = clock.wallMs();
      const facts = await Promise.all(people.map((person) => readFacts(db, person, nowMs)));
      return { people, facts };
    },
    [db, clock, people],
    null,
  );
  const isKnown = known?.people === people;
  const questions = people.map((person, index) => {
    const facts = isKnown ? known.facts[index] : undefined;
    return facts === undefined ? null : questionAbout(person, facts.former?.declaration ?? null);
  });
  const registryOf = useRegistryAnswers(questions);
  if (!isKnown) return [];
  return people.flatMap((person, index) => {
    const facts = known.facts[index];
    const fresh = registryOf(questions[index] ?? null);
    const registry = fresh === null || fresh === 'waiting' ? (facts?.registry ?? fresh) : fresh;
    // Only who stands before the officer has been measured.
    return facts
      ? [
          assessPerson(person, {
            ...facts,
            registry,
            temperature: index === 0 ? temperature : null,
          }),
        ]
      : [];
  });
};
