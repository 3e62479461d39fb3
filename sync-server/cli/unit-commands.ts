import { ok } from '#domain/core/result.ts';
import { parseUnitRows } from '#domain/unit/parse-unit-rows.ts';
import { unitColumns, unitsToRows } from '#domain/unit/unit-sheet.ts';
import { setUnits, type UnitsSet } from '../services/units/set-units.ts';
import { operator } from '../store/audit-line.ts';
import type { Command } from './command.ts';
import { cellFaultToLine, readSheet, refuseSheet, writeSheet } from './sheet-file.ts';

const tell = ({ added, changed, same }: UnitsSet): string =>
  `${added.length} new, ${changed.length} changed, ${same} as they are`;

const set =
  (isPreview: boolean): Command['run'] =>
  async (ports, { file }) => {
    const rows = await readSheet(file);
    if (!rows.ok) return rows;
    const { units, faults } = parseUnitRows(rows.value);
    if (faults.length > 0) {
      return refuseSheet(faults.map((fault) => cellFaultToLine(unitColumns, fault)));
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
      const rows = unitsToRows(await store.listUnits());
      const written = await writeSheet(file, rows);
      return written.ok ? ok(`${rows.length - 1} units in ${written.value}`) : written;
    },
  },
};
