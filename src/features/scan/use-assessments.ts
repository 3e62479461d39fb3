import { useMemo } from 'react';
import {
  assessPerson,
  type Assessment,
  type CodeUse,
  type LaneFacts,
} from '#domain/lane/assess-person.ts';
import { peopleInHand, type HeldCode, type HeldPerson } from '#domain/lane/people-in-hand.ts';
import { personInCode } from '#domain/lane/person-in-code.ts';
import { questionAbout } from '#domain/lane/question-about.ts';
import type { Declaration } from '#domain/declaration/declaration.ts';
import { declarationToWatched, type WatchedPerson } from '#domain/watch/watch-mark.ts';
import { codeToHash } from '#domain/qr/code-hash.ts';
import type { CodeNews } from '#domain/qr/code-news.ts';
import { recognise } from '#domain/qr/recognise.ts';
import { contentOf } from '#domain/qr/verify-code.ts';
import { readCodeNews } from '../../store/code-news.ts';
import { findFormer, findSameCode } from '../../store/find-former.ts';
import { readAnswerAbout } from '../../store/read-identity.ts';
import { readDevice } from '../../store/read-device.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import type { RulesInForce } from '#domain/verdict/rules-in-force.ts';
import { useWatchlist } from '../use-watchlist.ts';
import type { ChotDatabase } from '../../store/database.ts';
import { useCheckedCodes } from './use-checked-codes.ts';
import { useRegistryAnswers } from './use-registry-answers.ts';

/** The same code read again within this time is one crossing seen twice, as the merge counts it [MERGE-7]. */
const rescanMs = 10 * 60_000;

/** What a code is known by: a signed one by what it says, any other by its text. */
const nameOf = ({ text, checked }: HeldCode): string => signedIdOf(checked) ?? codeToHash(text);

const signedIdOf = (checked: HeldCode['checked']): string | null => {
  const content = checked && contentOf(checked);
  return content?.kind === 'signed-declaration' ? content.id : null;
};

const readFacts = async (
  db: ChotDatabase,
  { codes }: HeldPerson,
  nowMs: number,
): Promise<Omit<LaneFacts, 'temperature' | 'ruleSet' | 'nowMs'>> => {
  const device = await readDevice(db);
  const numbers = codes.flatMap((held) => personInCode(held)?.number ?? []);
  const [number] = numbers;
  const same = await Promise.all(
    codes.map((held) => findSameCode(db, nameOf(held), nowMs - rescanMs)),
  );
  const sameCode = same.find((one) => one !== null) ?? null;
  const signedId = codes.map(({ checked }) => signedIdOf(checked)).find((id) => id !== null);
  const news = signedId === undefined ? [] : await readCodeNews(db, signedId);
  const own = signedId === undefined ? null : await findSameCode(db, signedId, 0);
  const former = number === undefined ? null : await findFormer(db, number, nowMs);
  return {
    former,
    // What was answered earlier holds with no network, too.
    registry: former && signedId === undefined ? await readAnswerAbout(db, former.recordId) : null,
    sameCode,
    news,
    uses: usesOf(news, device?.unitId ?? '', own, sameCode),
    direction: device?.laneDirection ?? 'in',
    unitId: device?.unitId ?? null,
  };
};

/** Earlier uses, the latest first: those of this tablet it knows by itself, the others it was told of. */
const usesOf = (
  news: readonly CodeNews[],
  ownUnitId: string,
  own: LaneFacts['sameCode'],
  sameCode: LaneFacts['sameCode'],
): CodeUse[] => {
  const told = news.flatMap((one) =>
    one.what === 'used' && one.recordId !== own?.recordId && one.recordId !== sameCode?.recordId
      ? [{ unitId: one.unitId === ownUnitId ? null : one.unitId, atMs: one.atMs }]
      : [],
  );
  const here =
    own && own.recordId !== sameCode?.recordId ? [{ unitId: null, atMs: own.wallMs }] : [];
  return [...here, ...told].toSorted((one, other) => other.atMs - one.atMs);
};

/** All numbers that who stands here has shown or declared. */
const peopleOf = ({ codes }: HeldPerson, former: Declaration | null): readonly WatchedPerson[] => {
  const shown = codes.flatMap((held) => {
    const number = personInCode(held)?.number;
    return number == null ? [] : [{ number }];
  });
  const declared = codes.map(({ checked }) => checked && contentOf(checked));
  const signed = declared.find((content) => content?.kind === 'signed-declaration');
  const declaration = signed?.kind === 'signed-declaration' ? signed.declaration : former;
  return declaration === null ? shown : [...shown, declarationToWatched(declaration)];
};

const bearsSignature = (text: string): boolean => {
  const { kind } = recognise(text);
  return kind === 'signed-declaration' || kind === 'vaccine-pass';
};

/** What the people whose codes are in hand mean in this lane now; the one shown comes first. */
export const useAssessments = (
  texts: readonly string[],
  apart: ReadonlySet<string>,
  temperature: number | null,
  rules: RulesInForce | null,
): readonly Assessment[] => {
  const { db, clock } = useServices().tablet;
  const askWatchlist = useWatchlist();
  const checked = useCheckedCodes(texts);
  // A signature is checked within a few milliseconds; until then its code is not there yet.
  const people = useMemo(
    () =>
      peopleInHand(
        texts.filter((text) => checked.has(text) || !bearsSignature(text)),
        apart,
        checked,
      ),
    [texts, apart, checked],
  );
  const known = useLiveQuery(
    db,
    async (live) => {
      const nowMs = clock.wallMs();
      const facts = await Promise.all(people.map((person) => readFacts(live, person, nowMs)));
      return { people, facts };
    },
    [clock, people],
    null,
  );
  const isKnown = known?.people === people;
  const questions = people.map((person, index) => {
    const facts = isKnown ? known.facts[index] : undefined;
    return facts === undefined ? null : questionAbout(person, facts.former?.declaration ?? null);
  });
  const registryOf = useRegistryAnswers(questions);
  if (!isKnown || rules === null) return [];
  const { ruleSet } = rules;
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
            ruleSet,
            watched: askWatchlist(peopleOf(person, facts.former?.declaration ?? null)),
            nowMs: clock.wallMs(),
            temperature: index === 0 ? temperature : null,
          }),
        ]
      : [];
  });
};
