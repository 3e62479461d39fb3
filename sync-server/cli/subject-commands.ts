import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { protocolVersion } from '#protocol/version.ts';
import { subjectRequestSchema, subjectSearchSchema } from '#protocol/subjects.ts';
import { findSubjects } from '../services/subjects/find-subjects.ts';
import { carryOutRequest, openRequest } from '../services/subjects/handle-request.ts';
import type { Command, CommandPorts, Options } from './command.ts';

const print = (told: unknown): Result<string, string> => ok(JSON.stringify(told, null, 2));

/** From standard input, because a command line is seen by whoever lists processes, and stays in a history. */
const readInput = <Schema extends z.ZodType>(schema: Schema): Result<z.infer<Schema>, string> => {
  try {
    const said: unknown = JSON.parse(readFileSync(0, 'utf8'));
    const input = schema.safeParse({ ...(said as object), protocol: protocolVersion });
    return input.success ? ok(input.data) : fail('What was typed is no such request.');
  } catch {
    return fail('JSON was expected on standard input.');
  }
};

const subjectVerbs: Readonly<
  Record<string, (ports: CommandPorts, options: Options) => Promise<Result<string, string>>>
> = {
  find: async (ports) => {
    const search = readInput(subjectSearchSchema);
    return search.ok ? print(await findSubjects(ports, search.value)) : search;
  },
  ask: async (ports) => {
    const asked = readInput(subjectRequestSchema);
    return asked.ok ? print(await openRequest(ports, asked.value)) : asked;
  },
  list: async ({ store }) => print(await store.listSubjectRequests()),
  'carry-out': async (ports, { request, reason }) => {
    if (request === undefined) return fail('--request is needed');
    const done = await carryOutRequest(ports, request, reason ?? null);
    return done.ok ? print(done.value) : fail(done.error);
  },
};

const usages: Readonly<Record<string, string>> = {
  find: 'subject-find                              reads {"who":{"number":…}}, {"who":{"phone":…}} or {"who":{"name":…,"born":…}}',
  ask: 'subject-ask                               reads {"kind":"access"|"correct"|"erase","subjects":[…]}',
  list: 'subject-list                              requests with the dates they are due',
  'carry-out':
    'subject-carry-out --request <id> [--reason <who decided to erase before 21 days, and why>]',
};

/** What people ask for about their own data. */
export const subjectCommands: Readonly<Record<string, Command>> = Object.fromEntries(
  Object.entries(subjectVerbs).map(([verb, run]) => [
    `subject-${verb}`,
    { usage: usages[verb] ?? '', run },
  ]),
);
