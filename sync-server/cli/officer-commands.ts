import { fail, ok, type Result } from '#domain/core/result.ts';
import { roleSchema } from '#domain/officer/officer.ts';
import { listOfficers } from '../services/officers/find-officer.ts';
import {
  addOfficer,
  removeOfficer,
  renewPin,
  type OneTimePin,
} from '../services/officers/keep-officer.ts';
import type { Command } from './command.ts';

const roles = roleSchema.options.join(', ');

const tellPin = ({ officer, pin }: OneTimePin): string => {
  const once = 'Phải đổi khi mở máy lần đầu · to be changed at the first unlock';
  const lasting = 'Dùng lâu dài trên mọi chốt · lasting, on every unit';
  const note = officer.unitId === null ? lasting : once;
  return `${officer.officerId}  ${officer.name}\nPIN ${pin}\n${note}`;
};

const printPin = (given: Result<OneTimePin, string>): Result<string, string> =>
  given.ok ? ok(tellPin(given.value)) : given;

/** What an administrator does about the people who hold the tablets. */
export const officerCommands: Readonly<Record<string, Command>> = {
  officers: {
    usage: 'officers                                  everybody with id, unit and role',
    run: async ({ store }) => {
      const officers = await listOfficers(store);
      const lines = officers.map(({ officerId, unitId, role, name }) =>
        [officerId, unitId ?? '*', role, name].join('  '),
      );
      return ok(lines.join('\n'));
    },
  },
  'officer add': {
    usage: `officer add --officer <id> --name <name> --role <role> [--unit <id>]   prints a PIN for once; without --unit of the whole city; roles: ${roles}`,
    run: async (ports, { officer, name, role, unit }) => {
      if (officer === undefined || name === undefined || role === undefined) {
        return fail('--officer, --name and --role are needed');
      }
      const added = { officerId: officer, name, role, unitId: unit ?? null };
      return printPin(await addOfficer(ports, added));
    },
  },
  'officer remove': {
    usage: 'officer remove --officer <id>             opens no tablet once it was told',
    run: async (ports, { officer }) => {
      if (officer === undefined) return fail('--officer is needed');
      const removed = await removeOfficer(ports, officer);
      return removed.ok ? ok(`${removed.value.officerId}  ${removed.value.name}`) : removed;
    },
  },
  'new-pin': {
    usage:
      'new-pin --officer <id>                    prints a PIN for once; the former opens no more',
    run: async (ports, { officer }) =>
      officer === undefined
        ? fail('--officer is needed')
        : printPin(await renewPin(ports, officer)),
  },
};
