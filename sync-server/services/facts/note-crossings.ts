import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { StatisticQuestion } from '#domain/retention/crossing-statistics.ts';
import type { CrossingFact } from '../../store/crossing-facts.ts';
import { unitScope } from '../../store/store.ts';
import { readCrossings, type CrossingAtHand } from '../retention/plan-forgetting.ts';
import type { ServicePorts } from '../service-ports.ts';

type NotePorts = Pick<ServicePorts, 'store' | 'openFrame'>;

/** Lines of a feed that are read in one go: a push is one line, of 500 entries at the most. */
const linesAtOnce = 20;
/** Crossings that are opened before others get their turn. */
const crossingsAtOnce = 25;

const acceptedSchema = z.object({ logId: z.string(), from: z.int(), through: z.int() });
const mergedSchema = z.object({ about: z.array(z.string()) });

/**
 * Counts the crossings that units' feeds told of since last time, and anew those of which something was said.
 * A feed is written with its entries, in one transaction, so that none is missed.
 * @returns how many crossings were read
 */
export const noteCrossings = async (ports: NotePorts): Promise<number> => {
  const { store } = ports;
  let noted = 0;
  for (const { scope, seq, head } of await store.listUnreadForFacts()) {
    const unitId = scope.slice(unitScope('').length);
    const page = { scope, audience: unitId, after: seq, through: head, limit: linesAtOnce };
    const lines = await store.readFeed(page);
    const runs = lines
      .filter(({ kind }) => kind === 'entries.accepted')
      .map(({ body }) => acceptedSchema.parse(body));
    const about = lines
      .filter(({ kind }) => kind === 'entry.merged')
      .flatMap(({ body }) => mergedSchema.parse(body).about);
    const crossings = await store.listCrossingsOf({ unitId, runs, about });
    const facts: CrossingFact[] = [];
    for (let from = 0; from < crossings.length; from += crossingsAtOnce) {
      const read = await readCrossings(ports, crossings.slice(from, from + crossingsAtOnce));
      facts.push(...read.flatMap(toFact));
      await breathe();
    }
    const through = lines.length < linesAtOnce ? head : (lines.at(-1)?.seq ?? head);
    await store.transact((tx) => tx.keepFacts({ scope, through, facts }));
    noted += crossings.length;
  }
  return noted;
};

/** None of one that is counted where it was sent first. */
const toFact = ({ crossing, forgetting, record, atMs }: CrossingAtHand): CrossingFact[] => {
  const standing = forgetting.cells.find(({ question }) => question === 'standing');
  if (standing === undefined || crossing.subjectId === null) return [];
  const answerTo = (asked: StatisticQuestion): string | null =>
    forgetting.cells.find(({ question }) => question === asked)?.answer ?? null;
  const { unitId, logId, position } = forgetting.first;
  return [
    {
      unitId,
      logId,
      position,
      recordId: crossing.subjectId,
      declarationId: record?.crossing.data.declarationId ?? null,
      atMs,
      hourMs: standing.fromMs,
      answers: {
        standing: standing.answer,
        direction: answerTo('direction'),
        vehicle: answerTo('vehicle'),
        channel: answerTo('channel'),
        verdict: answerTo('verdict'),
        symptom: answerTo('symptom'),
        age: answerTo('age'),
      },
    },
  ];
};
