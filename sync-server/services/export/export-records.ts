import { bytesToHex } from '@noble/hashes/utils.js';
import { csvMark, toCsvLine } from '#domain/core/csv.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { ExportRequest } from '#protocol/export.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { ServicePorts } from '../service-ports.ts';
import { toVietnamTime } from '../sheet-words.ts';
import { columnsFor, type ExportColumn, type ExportedRecord } from './export-columns.ts';
import { readShiftRecords } from './read-shift-records.ts';
import { writeXlsx } from './write-xlsx.ts';

type ExportFile = { readonly name: string; readonly pieces: AsyncIterable<Uint8Array | string> };

/**
 * The records of a shift as a table, of what the officer's role may see, with who took it, when and under which
 * number on top and at the end. It is noted before the first byte leaves.
 */
export const exportRecords = async (
  ports: ServicePorts,
  session: OfficerSession,
  { unitId, shiftId, format }: Pick<ExportRequest, 'unitId' | 'shiftId' | 'format'>,
): Promise<Result<ExportFile, 'officer/not-allowed' | 'unit/unknown'>> => {
  const { store, clock, random } = ports;
  const { role, officerId, deviceId } = session;
  if (role === 'supervisor' && unitId !== session.unitId) return fail('officer/not-allowed');
  const unit = (await store.listUnits()).find((one) => one.unitId === unitId);
  if (unit === undefined) return fail('unit/unknown');
  const exportId = bytesToHex(random(6)).toUpperCase();
  const atMs = clock();
  const note = { atMs, officerId, role, unitId: session.unitId, deviceId };
  const subjects = [`export ${exportId}`, `shift ${shiftId}`];
  await store.transact((tx) => tx.appendAudit({ ...note, deed: 'records-exported', subjects }));
  const mark = `Bản xuất ${exportId} · ${officerId} · ${toVietnamTime(atMs)} · Chứa dữ liệu cá nhân: không chuyển tiếp`;
  const columns = columnsFor(role);
  const table = {
    columns,
    rows: rowsOf(columns, readShiftRecords(ports, { unitId, shiftId })),
    head: [['Bản ghi lượt qua chốt'], [`Đơn vị: ${unit.name}`], [`Ca: ${shiftId}`], [mark], []],
    mark,
  };
  const name = `ban-ghi-${shiftId.replaceAll(/[^\w-]+/g, '-')}-${exportId}.${format}`;
  return ok({ name, pieces: format === 'csv' ? toCsv(table) : toXlsx(table) });
};

type Table = {
  readonly columns: readonly ExportColumn[];
  readonly rows: AsyncIterable<string[]>;
  readonly head: readonly (readonly string[])[];
  readonly mark: string;
};

const rowsOf = async function* (
  columns: readonly ExportColumn[],
  records: AsyncIterable<ExportedRecord>,
): AsyncGenerator<string[], void, void> {
  for await (const record of records) yield columns.map(({ textOf }) => textOf(record));
};

const labelsOf = ({ columns }: Table): string[] => columns.map(({ label }) => label);

const toCsv = async function* (table: Table): AsyncGenerator<string, void, void> {
  yield csvMark + [...table.head, labelsOf(table)].map(toCsvLine).join('');
  for await (const row of table.rows) yield toCsvLine(row);
  yield toCsvLine([table.mark]);
};

const toXlsx = (table: Table): AsyncIterable<Uint8Array> => {
  const allRows = async function* (): AsyncGenerator<readonly string[], void, void> {
    yield* table.head;
    yield labelsOf(table);
    yield* table.rows;
    yield [table.mark];
  };
  const dictionary = [
    ['Cột', 'Tên trường', 'Ý nghĩa, loại dữ liệu'],
    ...table.columns.map(({ label, key, meaning }) => [label, key, meaning]),
    [table.mark],
  ];
  return writeXlsx([
    { name: 'Bản ghi', rows: allRows(), headRows: table.head.length + 1 },
    { name: 'Từ điển dữ liệu', rows: dictionary, headRows: 1 },
  ]);
};
