import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { watchedPersonSchema, type WatchedPerson } from '#domain/watch/watch-mark.ts';
import type { WatchMark } from '../store/watch-marks.ts';
import { changeWatchlist } from '../services/watch/keep-watchlist.ts';
import type { Command, CommandPorts } from './command.ts';

const listSchema = z.array(watchedPersonSchema).min(1).max(200_000);
/** One transaction each. */
const peopleAtOnce = 5000;

const readPeople = (file: string | undefined): Result<readonly WatchedPerson[], string> => {
  if (file === undefined) return fail('The name of a file is needed.');
  try {
    const people = listSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return people.success
      ? ok(people.data)
      : fail('The file is no list of {"number", "phone", "plate"}, each with one of them.');
  } catch (error) {
    return fail(`The file cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
};

const change = async (
  ports: CommandPorts,
  file: string | undefined,
  kind: WatchMark['kind'],
): Promise<Result<string, string>> => {
  const people = readPeople(file);
  if (!people.ok) return people;
  let count = 0;
  for (let from = 0; from < people.value.length; from += peopleAtOnce) {
    const some = people.value.slice(from, from + peopleAtOnce);
    count = await changeWatchlist(ports, some, kind, null);
  }
  return ok(`${count} marks are in the list now; tablets are told`);
};

/** Who is looked for. */
export const watchCommands: Readonly<Record<string, Command>> = {
  'watchlist add-cases': {
    usage: 'watchlist add-cases <file.json>           people who are looked for as cases',
    takesFile: true,
    run: (ports, { file }) => change(ports, file, 'case'),
  },
  'watchlist add-contacts': {
    usage:
      'watchlist add-contacts <file.json>        contacts of cases: a list of {"number", "phone", "plate"}',
    takesFile: true,
    run: (ports, { file }) => change(ports, file, 'contact'),
  },
  'watchlist withdraw': {
    usage: 'watchlist withdraw <file.json>            no longer looked for',
    takesFile: true,
    run: (ports, { file }) => change(ports, file, null),
  },
};
