import { useRef, useState } from 'react';
import type { AnswerOf } from '#domain/declaration/answers.ts';
import type { Crossing } from '#domain/declaration/crossing.ts';
import type { Assessment } from '#domain/lane/assess-person.ts';
import type { ReasonCode } from '#domain/verdict/rule-set.ts';
import { codeToHash } from '#domain/qr/code-hash.ts';
import { keepCrossing, type KeepCrossingFailure } from '../../actions/keep-crossing.ts';
import { voidRecord } from '../../actions/void-record.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useServices } from '../services.ts';

/** The verdict of the officer, with the reason that goes with everything but a pass. */
export type Decision = {
  readonly verdict: AnswerOf<'verdict'>;
  readonly reason: AnswerOf<'reason'> | null;
};

export type KeptPeople = {
  readonly recordIds: readonly string[];
  readonly names: readonly string[];
  readonly texts: readonly string[];
  readonly partyId: string;
  readonly atMs: number;
};

type KeepPeople = {
  readonly kept: KeptPeople | null;
  readonly busy: boolean;
  readonly trouble: KeepCrossingFailure['code'] | null;
  /** @returns texts of the codes that were used */
  readonly keep: (
    people: readonly Assessment[],
    decision: Decision | null,
    more: { readonly temperature: number | null; readonly sameVehicle: boolean },
  ) => Promise<readonly string[]>;
  /** Takes the last keeping back. @returns the codes that are in hand again */
  readonly undo: () => Promise<readonly string[]>;
};

/** Keeps who stands in the lane, one tap for all of a vehicle, and takes it back. */
export const useKeepPeople = (): KeepPeople => {
  const say = useWords();
  const { tablet, sync } = useServices();
  const [kept, setKept] = useState<KeptPeople | null>(null);
  const [trouble, setTrouble] = useState<KeepPeople['trouble']>(null);
  const [busy, setBusy] = useState(false);
  const working = useRef(false);

  const once = async (work: () => Promise<readonly string[]>): Promise<readonly string[]> => {
    if (working.current) return [];
    working.current = true;
    setBusy(true);
    try {
      return await work();
    } finally {
      working.current = false;
      setBusy(false);
    }
  };

  return {
    kept,
    busy,
    trouble,
    keep: (people, decision, { temperature, sameVehicle }) =>
      once(async () => {
        setTrouble(null);
        const partyId = (sameVehicle ? kept?.partyId : undefined) ?? crypto.randomUUID();
        const done: { recordId: string; name: string; texts: readonly string[] }[] = [];
        for (const [index, assessed] of people.entries()) {
          const { declaration } = assessed;
          if (declaration === null) continue;
          const decided = index === 0 ? decision : null;
          const check = {
            ...checkOf(assessed, decided, index === 0 ? temperature : null),
            partyId,
          };
          const outcome = await keepCrossing(tablet, { declaration, check });
          if (!outcome.ok) {
            setTrouble(outcome.error.code);
            break;
          }
          const texts = assessed.person.codes.map(({ text }) => text);
          done.push({ recordId: outcome.value.recordId, name: declaration.fullName, texts });
        }
        if (done.length === 0) return [];
        sync.wake('saved');
        const texts = done.flatMap((one) => one.texts);
        setKept({
          recordIds: done.map(({ recordId }) => recordId),
          names: done.map(({ name }) => name),
          texts,
          partyId,
          atMs: tablet.clock.monoMs(),
        });
        return texts;
      }),
    undo: () =>
      once(async () => {
        if (kept === null) return [];
        for (const recordId of kept.recordIds) {
          const said = await voidRecord(tablet, recordId, {
            reason: 'other',
            note: say('lane.undo.note'),
          });
          if (!said.ok) {
            setTrouble('storage/failed');
            return [];
          }
        }
        sync.wake('saved');
        setKept(null);
        return kept.texts;
      }),
  };
};

const reasonByProposal = {
  'reason/symptom': 'symptom',
  'reason/fever': 'symptom',
  'reason/contact-case': 'contact',
  'reason/contact-other': 'contact',
  'reason/watched-case': 'contact',
  'reason/watched-contact': 'contact',
  'reason/test-positive': 'symptom',
  'reason/test-old': 'no_test',
  'reason/no-test': 'no_test',
  'reason/vaccine': 'no_test',
  'reason/identity-differs': 'identity',
  'reason/no-permit': 'no_permit',
  'reason/trip': 'trip_not_essential',
  'reason/by-rule': 'other',
  'reason/nothing-found': 'other',
} as const satisfies Record<ReasonCode, AnswerOf<'reason'>>;

const checkOf = (
  { check, proposal, person, signedId }: Assessment,
  decision: Decision | null,
  temperature: number | null,
): Omit<Crossing, 'declarationId' | 'check.at' | 'partyId'> => {
  const verdict = decision?.verdict ?? proposal?.verdict ?? 'hold';
  const proposed = reasonByProposal[proposal?.reasons[0]?.code ?? 'reason/nothing-found'];
  const reason = decision?.reason ?? proposed;
  // The code that what is kept comes from.
  const first =
    person.codes.find(({ code }) => signedId !== null && code.kind === 'signed-declaration') ??
    person.codes[0];
  return {
    ...check,
    'check.verdict': verdict,
    ...(verdict !== 'pass' && { 'check.reason': reason }),
    ...(temperature !== null && { 'check.temperature': temperature }),
    ...(first && { codeHash: codeToHash(first.text) }),
    ...(signedId !== null && { signedId }),
    ...(proposal && { ruleSet: proposal.rules }),
  };
};
