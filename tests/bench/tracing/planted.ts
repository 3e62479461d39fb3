import { hashOf } from '#domain/log/chain.ts';
import type { Entry } from '#domain/log/entry.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { arrived, custodyOf } from '../../contract/sample-custody.ts';
import { crossingEntry, declarationEntry, pushedAt } from '../../contract/sample-log.ts';
import { idOf } from '../../support/id-of.ts';
import { sealAll } from '../../support/sealing.ts';
import { dayMs, fortnightMs } from './filler.ts';

/** Cases, each of which crossed so often, with so many within ten minutes and as many beyond. */
export const cases = 20;
const crossed = 4;
const near = 25;
const far = 25;
const atOnce = 1 + near + far;

const minuteMs = 60_000;

export const windowOf = () => ({ fromMs: fortnightMs, throughMs: fortnightMs + 14 * dayMs });

/** The document of a case; of everybody else, another. */
export const numberOf = (caseAt: number): string => `0011900${String(caseAt).padStart(5, '0')}`;

/** Each case crosses in an evening of its own, when nobody else is about. */
const momentOf = (caseAt: number, time: number): number => {
  const slot = caseAt * crossed + time;
  return (
    fortnightMs + (slot % 14) * dayMs + 20.5 * 3_600_000 + Math.floor(slot / 14) * 35 * minuteMs
  );
};

const placeOf = (caseAt: number, time: number, who: number): number =>
  (caseAt * crossed + time) * atOnce + who;

/** From the case's own moment: within ten minutes, or from eleven to seventeen. */
const offsetOf = (who: number): number => {
  if (who === 0) return 0;
  const isNear = who <= near;
  const share = (isNear ? who - 1 : who - near - 1) / near;
  const reachMs = isNear ? share * 10 * minuteMs : (11 + share * 6) * minuteMs;
  return who % 2 === 0 ? reachMs : -reachMs;
};

const entriesAt = (caseAt: number, time: number, who: number): Entry[] => {
  const place = placeOf(caseAt, time, who);
  const wall = Math.round(momentOf(caseAt, time) + offsetOf(who));
  const clock = { wall, mono: 0, boot: 'boot', offset: 0, offsetAge: 0 };
  const declared = declarationEntry(2 * place + 1);
  const crossing = crossingEntry(2 * place + 2);
  if (declared.kind !== 'declaration.recorded') throw new Error('no declaration');
  const docNumber = who === 0 ? numberOf(caseAt) : `0022${String(place).padStart(8, '0')}`;
  const { phone: _phone, ...plain } = declared.data;
  const data = { ...plain, fullName: `NGƯỜI ${place}`, docNumber };
  return [
    { ...declared, time: clock, data },
    { ...crossing, time: clock },
  ];
};

/** The records of the planted contacts of a case, in order. */
export const expectedOf = (caseAt: number): string[] =>
  Array.from({ length: crossed }, (_, time) =>
    Array.from({ length: near }, (__, index) =>
      idOf('crossing', 2 * placeOf(caseAt, time, index + 1) + 2),
    ),
  )
    .flat()
    .toSorted();

/** Has everybody delivered by one tablet, sealed, as the ledger takes them. */
export const deliverPlanted = async (store: Store): Promise<void> => {
  let from = 1;
  for (let caseAt = 0; caseAt < cases; caseAt += 1) {
    for (let time = 0; time < crossed; time += 1) {
      const entries = Array.from({ length: atOnce }, (_, who) =>
        entriesAt(caseAt, time, who),
      ).flat();
      const first = from;
      const sealed = await sealAll(entries.map((entry, at) => pushedAt(first + at, entry)));
      const rows = sealed.map(({ position, frame }, at) => {
        const { entryId = '', kind = '', subjectId = '' } = entries[at] ?? {};
        const told = { entryId, frame, hash: hashOf(frame), kind, subjectId, effect: null };
        return arrived(position, told);
      });
      const report = { contactAtMs: Date.now(), clockOffsetMs: 0, app: '0.1.0', epochSeen: null };
      await store.takeCustody(custodyOf(rows, { from, report }));
      from += entries.length;
    }
  }
};
