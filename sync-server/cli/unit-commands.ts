import { readFileSync, writeFileSync } from 'node:fs';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { csvToRows, rowsToCsv } from '#domain/core/csv.ts';
import { parseUnitRows, type UnitFault } from '#domain/unit/parse-unit-rows.ts';
import { unitColumns, unitsToRows } from '#domain/unit/unit-sheet.ts';
import { setUnits, type UnitsSet } from '../services/units/set-units.ts';
import { operator } from '../store/audit-line.ts';
import type { Command } from './command.ts';
import { readWorkbook, writeWorkbook } from './workbook.ts';

const isWorkbook = (file: string): boolean => /\.xlsx$/i.test(file);

const readRows = async (file: string | undefined): Promise<Result<string[][], string>> => {
  if (file === undefined) return fail('The name of a file is needed.');
  try {
    const bytes = readFileSync(file);
    return ok(isWorkbook(file) ? await readWorkbook(bytes) : csvToRows(bytes.toString('utf8')));
  } catch (error) {
    return fail(`The file cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
};

const faultToLine = ({ row, column, code, text }: UnitFault): string =>
  [`row ${row}`, column && unitColumns[column], code, text && JSON.stringify(text)]
    .filter(Boolean)
    .join('  ');

const tell = ({ added, changed, same }: UnitsSet): string =>
  `${added.length} new, ${changed.length} changed, ${same} as they are`;

const set =
  (isPreview: boolean): Command['run'] =>
  async (ports, { file }) => {
    const rows = await readRows(file);
    if (!rows.ok) return rows;
    const { units, faults } = parseUnitRows(rows.value);
    if (faults.length > 0) {
      return fail(
        [...faults.map(faultToLine), `${faults.length} faults; nothing was written`].join('\n'),
      );
    }
    return ok(tell(await setUnits(ports, units, isPreview, operator)));
  };

/** Checkpoints and patrols, by spreadsheet. */
export const unitCommands: Readonly<Record<string, Command>> = {
  'units preview': {
    usage: 'units preview <file.xlsx|file.csv>        what an import would change',
    takesFile: true,
    run: set(true),
  },
  'units import': {
    usage: 'units import <file.xlsx|file.csv>         makes units known; with one fault none is',
    takesFile: true,
    run: set(false),
  },
  'units export': {
    usage: 'units export <file.xlsx|file.csv>         all units as a spreadsheet',
    takesFile: true,
    run: async ({ store }, { file }) => {
      if (file === undefined) return fail('The name of a file is needed.');
      const rows = unitsToRows(await store.listUnits());
      writeFileSync(file, isWorkbook(file) ? await writeWorkbook(rows) : rowsToCsv(rows));
      return ok(`${rows.length - 1} units in ${file}`);
    },
  },
};
