import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { Command, CommandPorts } from './command.ts';

/** One transaction each. */
const linesAtOnce = 10_000;
/** As the service knows a person: a number, or a name it has given. */
const addressPattern = /^[\w+.@:-]{1,100}$/;

type Change = (ports: CommandPorts, addresses: readonly string[]) => Promise<number>;

/** Reads the first column of a CSV file line by line, so that seven million need no memory. */
const changeByFile = async (
  ports: CommandPorts,
  file: string | undefined,
  change: Change,
): Promise<Result<{ changed: number; wrong: readonly number[]; wrongs: number }, string>> => {
  if (file === undefined) return fail('The name of a file is needed.');
  let changed = 0;
  let wrongs = 0;
  const wrong: number[] = [];
  let some: string[] = [];
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
      number += 1;
      const address = (line.split(/[,;]/, 1)[0] ?? '')
        .replace(/^\uFEFF/, '')
        .replaceAll('"', '')
        .trim();
      const isHead = number === 1 && address === 'recipient';
      if (isHead || address === '') continue;
      if (addressPattern.test(address)) some.push(address);
      else {
        wrongs += 1;
        if (wrong.length < 20) wrong.push(number);
      }
      if (some.length < linesAtOnce) continue;
      changed += await change(ports, some);
      some = [];
    }
    if (some.length > 0) changed += await change(ports, some);
    return ok({ changed, wrong, wrongs });
  } catch (error) {
    return fail(`The file cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
};

const account = async (
  { store }: CommandPorts,
  done: string,
  outcome: Awaited<ReturnType<typeof changeByFile>>,
): Promise<Result<string, string>> => {
  if (!outcome.ok) return outcome;
  const { changed, wrong, wrongs } = outcome.value;
  const count = await store.countSubscribers();
  const lines =
    wrongs === 0 ? '' : `; ${wrongs} lines cannot be read, among them ${wrong.join(', ')}`;
  return ok(`${changed} ${done}, ${count} are on the list${lines}`);
};

/** Whom mass messages are sent to. */
export const subscriberCommands: Readonly<Record<string, Command>> = {
  'subscribers import': {
    usage: 'subscribers import <file.csv>             whom messages are sent to, the first column',
    takesFile: true,
    run: async (ports, { file }) =>
      account(
        ports,
        'are new',
        await changeByFile(ports, file, ({ store }, addresses) =>
          store.transact((tx) => tx.addSubscribers(addresses)),
        ),
      ),
  },
  'subscribers sendings': {
    usage:
      'subscribers sendings                      how far each message has come, a JSON line each',
    run: async ({ store }) => {
      const lines: string[] = [];
      for (const sending of await store.listSendings()) {
        const { bulletinId, state, recipients, endedAtMs } = sending;
        const counts = await store.countSending(bulletinId);
        const isRunning = endedAtMs === null;
        lines.push(
          JSON.stringify({
            bulletinId,
            state: isRunning ? 'running' : state,
            recipients,
            ...counts,
          }),
        );
      }
      return ok(lines.join('\n'));
    },
  },
  'subscribers remove': {
    usage: 'subscribers remove <file.csv>             who does not want them any more',
    takesFile: true,
    run: async (ports, { file }) =>
      account(
        ports,
        'are gone',
        await changeByFile(ports, file, ({ store }, addresses) =>
          store.transact((tx) => tx.removeSubscribers(addresses)),
        ),
      ),
  },
};
