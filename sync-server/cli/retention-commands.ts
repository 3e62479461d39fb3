import { fail, ok, type Result } from '#domain/core/result.ts';
import {
  placeHold,
  releaseHold,
  tellRetention,
  tellStatistics,
} from '../services/retention/legal-holds.ts';
import type { Command } from './command.ts';

const print = (told: Result<unknown, string>): Result<string, string> =>
  told.ok ? ok(JSON.stringify(told.value, null, 2)) : told;

const toMs = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Date.parse(text);

/** What is forgotten, and what is not. */
export const retentionCommands: Readonly<Record<string, Command>> = {
  retention: {
    usage: 'retention                                 what is forgotten when and why, and what was',
    run: async (ports) => print(ok(await tellRetention(ports, ports.retention))),
  },
  holds: {
    usage: 'holds                                     what is not forgotten until it is released',
    run: async ({ store }) => print(ok(await store.listHolds())),
  },
  hold: {
    usage:
      'hold --unit <id> [--shift <id>] [--from <instant>] [--until <instant>] [--record <id>] --reason <text>',
    run: async (ports, { unit, shift, from, until, record, reason }) => {
      if (unit === undefined || reason === undefined) return fail('--unit and --reason are needed');
      return print(
        await placeHold(ports, {
          unitId: unit,
          shiftId: shift,
          fromMs: toMs(from),
          untilMs: toMs(until),
          recordId: record,
          reason,
        }),
      );
    },
  },
  'release-hold': {
    usage: 'release-hold --hold <id>                  from now on it is forgotten in its time',
    run: async (ports, { hold }) =>
      hold === undefined ? fail('--hold is needed') : print(await releaseHold(ports, hold)),
  },
  statistics: {
    usage: 'statistics --from <instant> --until <instant>   crossings whose people were forgotten',
    run: async (ports, { from, until }) => {
      if (from === undefined || until === undefined) return fail('--from and --until are needed');
      const period = { fromMs: Date.parse(from), untilMs: Date.parse(until) };
      return print(ok(await tellStatistics(ports, period)));
    },
  },
};
