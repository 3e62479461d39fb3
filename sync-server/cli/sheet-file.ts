import { readFileSync, writeFileSync } from 'node:fs';
import { csvToRows, rowsToCsv } from '#domain/core/csv.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { readWorkbook, writeWorkbook } from './workbook.ts';

const isWorkbook = (file: string): boolean => /\.xlsx$/i.test(file);

/** The rows of a spreadsheet, by its name a workbook or a text. */
export const readSheet = async (file: string | undefined): Promise<Result<string[][], string>> => {
  if (file === undefined) return fail('The name of a file is needed.');
  try {
    const bytes = readFileSync(file);
    return ok(isWorkbook(file) ? await readWorkbook(bytes) : csvToRows(bytes.toString('utf8')));
  } catch (error) {
    return fail(`The file cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
};

export const writeSheet = async (
  file: string | undefined,
  rows: readonly (readonly string[])[],
): Promise<Result<string, string>> => {
  if (file === undefined) return fail('The name of a file is needed.');
  writeFileSync(file, isWorkbook(file) ? await writeWorkbook(rows) : rowsToCsv(rows));
  return ok(file);
};

/** What is wrong with one cell, by its row and the words of its column. */
export const cellFaultToLine = (
  columns: Readonly<Record<string, string>>,
  fault: {
    readonly row: number;
    readonly column: string | null;
    readonly code: string;
    readonly text: string;
  },
): string =>
  [
    `row ${fault.row}`,
    fault.column && columns[fault.column],
    fault.code,
    fault.text && JSON.stringify(fault.text),
  ]
    .filter(Boolean)
    .join('  ');

/** @param lines one for each fault */
export const refuseSheet = (lines: readonly string[]): Result<never, string> =>
  fail([...lines, `${lines.length} faults; nothing was written`].join('\n'));
