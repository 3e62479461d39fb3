import { parseArgs } from 'node:util';
import { correction, generate } from 'lean-qr';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { enrolCodeToQrText } from '#protocol/administration.ts';
import { endDevice, tellDevice } from '../services/end-device.ts';
import { resetFactor } from '../services/officers/reset-factor.ts';
import { readAudit, verifyAudit } from '../services/tell-audit.ts';
import { makeEnrolCode } from '../services/enrol-code.ts';
import { returnDevice } from '../services/return-device.ts';
import type { ServicePorts } from '../services/service-ports.ts';
import { officerCommands } from './officer-commands.ts';
import { openKeyCommands } from './open-key-commands.ts';
import { optionsSchema, type Command, type CommandPorts, type Options } from './command.ts';
import { retentionCommands } from './retention-commands.ts';
import { rulesCommands } from './rules-commands.ts';
import { subscriberCommands } from './subscriber-commands.ts';
import { trustCommands } from './trust-commands.ts';
import { unitCommands } from './unit-commands.ts';
import { watchCommands } from './watch-commands.ts';
import { subjectCommands } from './subject-commands.ts';

const minuteMs = 60_000;

const end = async (
  ports: ServicePorts,
  kind: 'switched-off' | 'retired',
  { device, reason, detected }: Options,
): Promise<Result<string, string>> => {
  if (device === undefined || reason === undefined) return fail('--device and --reason are needed');
  const detectedAtMs = detected === undefined ? undefined : Date.parse(detected);
  const ended = await endDevice(ports, { deviceId: device, kind, reason, detectedAtMs });
  return ended.ok ? account(ports, device) : fail(ended.error);
};

const account = async (ports: ServicePorts, deviceId: string): Promise<Result<string, string>> => {
  const told = await tellDevice(ports, deviceId);
  return told.ok ? ok(JSON.stringify(told.value, null, 2)) : fail(told.error);
};

const commands: Readonly<Record<string, Command>> = {
  'enrol-code': {
    usage: 'enrol-code --unit <id> [--minutes 30]     a code that enrols one tablet, once',
    run: async (ports, { unit, minutes }) => {
      if (unit === undefined) return fail('--unit is needed');
      const made = await makeEnrolCode(ports, unit, minutes * minuteMs);
      if (!made.ok) return fail(made.error);
      const { code, expiresAtMs } = made.value;
      const qr = generate(enrolCodeToQrText(code), { minCorrectionLevel: correction.M });
      const picture = qr.toString({ on: '  ', off: '██' });
      const until = new Date(expiresAtMs).toISOString();
      return ok(`${picture}\n${code}\n${unit}, một lần, đến · once, until ${until}`);
    },
  },
  'send-referrals-again': {
    usage:
      'send-referrals-again                      what the health department would not take, once more',
    run: async ({ store, clock }) => {
      const revived = await store.transact((tx) => tx.reviveDeliveries('referrals', clock()));
      return ok(`${revived} referrals wait to be sent again`);
    },
  },
  'send-reports-again': {
    usage: 'send-reports-again                        what an agency would not take, once more',
    run: async ({ store, clock }) => {
      const revived = await store.transact((tx) => tx.reviveDeliveries('reports', clock()));
      return ok(`${revived} reports wait to be sent again`);
    },
  },
  devices: {
    usage: 'devices                                   every tablet with its id',
    run: async ({ store }) => {
      const devices = await store.listDevices();
      const lines = devices.map(({ deviceId, unitId, name, ending }) =>
        [deviceId, unitId, ending?.kind ?? 'at-work', name].join('  '),
      );
      return ok(lines.join('\n'));
    },
  },
  'switch-off': {
    usage:
      'switch-off --device <id> --reason <text> [--detected 2026-11-23T07:00:00+07:00]   lost, stolen',
    run: (ports, options) => end(ports, 'switched-off', options),
  },
  'switch-on': {
    usage:
      'switch-on --device <id> --reason <text>   found again: it works, and what it sent meanwhile counts',
    run: async (ports, { device, reason }) => {
      if (device === undefined || reason === undefined) {
        return fail('--device and --reason are needed');
      }
      const returned = await returnDevice(ports, { deviceId: device, reason });
      return returned.ok
        ? ok(`${device} works again; ${returned.value.released} entries left the quarantine`)
        : fail(returned.error);
    },
  },
  'second-factor': {
    usage: 'second-factor --officer <id>              a new second factor; the former one ends',
    run: async (ports, { officer }) => {
      if (officer === undefined) return fail('--officer is needed');
      const uri = await resetFactor(ports, officer);
      const picture = generate(uri).toString({ on: '  ', off: '██' });
      return ok(`${picture}\n${uri}`);
    },
  },
  audit: {
    usage: 'audit [--after 0]                         who looked at whose data, a JSON line each',
    run: async (ports, { after }) => {
      const verified = await verifyAudit(ports);
      const lines: string[] = [];
      for await (const line of readAudit(ports, after)) lines.push(JSON.stringify(line));
      const verdict =
        'brokenAt' in verified
          ? `BROKEN at line ${verified.brokenAt}`
          : `whole: ${verified.seq} lines, head ${verified.hash}`;
      return ok([...lines, verdict].join('\n'));
    },
  },
  retire: {
    usage: 'retire --device <id> --reason <text>      replaced or broken',
    run: (ports, options) => end(ports, 'retired', options),
  },
  'device-account': {
    usage:
      'device-account --device <id>              whom a tablet concerns: officers, records, times',
    run: async (ports, { device }) =>
      device === undefined ? fail('--device is needed') : account(ports, device),
  },
  ...officerCommands,
  ...retentionCommands,
  ...subjectCommands,
  ...trustCommands,
  ...rulesCommands,
  ...watchCommands,
  ...unitCommands,
  ...openKeyCommands,
  ...subscriberCommands,
};

/** Every command with its options, for an operator. */
export const usage = (): string =>
  Object.values(commands)
    .map((command) => `  npm run server -- ${command.usage}`)
    .join('\n');

/** What to do with a ledger, or why the words cannot be understood. */
export const readCommand = (
  words: readonly string[],
): Result<(ports: CommandPorts) => Promise<Result<string, string>>, string> => {
  // The one that says most of what was said: `officers import` is more than `officers`.
  const said = [words.slice(0, 2).join(' '), words[0] ?? ''];
  const name = said.find((known) => Object.hasOwn(commands, known));
  const command = name === undefined ? undefined : commands[name];
  if (name === undefined || command === undefined) {
    return fail(`There is no command ${JSON.stringify(words[0] ?? '')}.`);
  }
  const rest = words.slice(name.split(' ').length);
  const isFile = command.takesFile === true && rest[0]?.startsWith('--') === false;
  const options = readOptions(isFile ? ['--file', ...rest] : rest);
  if (!options.ok) return options;
  return ok((ports) => command.run(ports, options.value));
};

const readOptions = (words: readonly string[]): Result<Options, string> => {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...words],
      options: Object.fromEntries(Object.keys(optionsSchema.shape).map((name) => [name, option])),
    });
    const options = optionsSchema.safeParse(values);
    if (options.success) return ok(options.data);
    const names = options.error.issues.map((issue) => `--${issue.path.join('.')}`);
    return fail(`These options have values that cannot be used: ${names.join(', ')}.`);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};
