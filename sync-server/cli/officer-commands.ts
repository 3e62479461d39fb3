import { rowsToCsv } from '#domain/core/csv.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { officerColumns, officersToRows, parseOfficerRows } from '#domain/officer/officer-sheet.ts';
import { roleSchema } from '#domain/officer/officer.ts';
import { listOfficers } from '../services/officers/find-officer.ts';
import {
  addOfficer,
  addOfficers,
  removeOfficer,
  renewPin,
  type OneTimePin,
} from '../services/officers/keep-officer.ts';
import type { Command } from './command.ts';
import { cellFaultToLine, readSheet, refuseSheet, writeSheet } from './sheet-file.ts';

const roles = roleSchema.options.join(', ');

const tellPin = ({ officer, pin }: OneTimePin): string => {
  const once = 'Phải đổi khi mở máy lần đầu · to be changed at the first unlock';
  const lasting = 'Dùng lâu dài trên mọi chốt · lasting, on every unit';
  const note = officer.unitId === null ? lasting : once;
  return `${officer.officerId}  ${officer.name}\nPIN ${pin}\n${note}`;
};

const printPin = (given: Result<OneTimePin, string>): Result<string, string> =>
  given.ok ? ok(tellPin(given.value)) : given;

/** A list to be cut into slips: who shreds it afterwards leaves nothing behind. */
const pinsToCsv = (given: readonly OneTimePin[]): string =>
  rowsToCsv([
    [...Object.values(officerColumns).filter((_, index) => index !== 2), 'PIN'],
    ...given.map(({ officer, pin }) => [
      officer.officerId,
      officer.name,
      officer.unitId ?? '*',
      pin,
    ]),
  ]);

const setOfficers =
  (isPreview: boolean): Command['run'] =>
  async (ports, { file }) => {
    const rows = await readSheet(file);
    if (!rows.ok) return rows;
    const { store } = ports;
    const unitIds = new Set((await store.listUnits()).map(({ unitId }) => unitId));
    const known = { officers: await listOfficers(store), unitIds };
    const { added, same, faults } = parseOfficerRows(rows.value, known);
    if (faults.length > 0) {
      return refuseSheet(faults.map((fault) => cellFaultToLine(officerColumns, fault)));
    }
    if (isPreview || added.length === 0) return ok(`${added.length} new, ${same} as they are`);
    return ok(pinsToCsv(await addOfficers(ports, added)).trimEnd());
  };

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
  'officers preview': {
    usage: 'officers preview <file.xlsx|file.csv>     what an import would add',
    takesFile: true,
    run: setOfficers(true),
  },
  'officers import': {
    usage:
      'officers import <file.xlsx|file.csv>      makes people known and prints their PINs for once; with one fault none is',
    takesFile: true,
    run: setOfficers(false),
  },
  'officers export': {
    usage: 'officers export <file.xlsx|file.csv>      everybody as a spreadsheet, without PINs',
    takesFile: true,
    run: async ({ store }, { file }) => {
      const rows = officersToRows(await listOfficers(store));
      const written = await writeSheet(file, rows);
      return written.ok ? ok(`${rows.length - 1} people in ${written.value}`) : written;
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
