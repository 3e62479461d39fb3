import { columnsFor } from '../../sync-server/services/export/export-columns.ts';
import { writeXlsx } from '../../sync-server/services/export/write-xlsx.ts';
import { crossingEntry, declarationEntry } from '../contract/sample-log.ts';
import { benchBoard } from './board.ts';
import { measureCloseCertificate } from './close-certificate.ts';
import { benchHandover } from './handover.ts';
import { benchSettle } from './settle.ts';

const rowsExported = 100_000;
/** The records as the export has them once they are folded. */
const benchXlsx = async () => {
  const columns = columnsFor('supervisor');
  const data = { ...declarationEntry(1).data, ...crossingEntry(2).data };
  const rows = function* () {
    for (let index = 0; index < rowsExported; index += 1) {
      const record = {
        recordId: `${index}`,
        officer: 'hn-01-qm1',
        atMs: index,
        isVoid: false,
        seenAgainOf: null,
        data: { ...data, fullName: `NGUYỄN VĂN MẪU ${index}` },
      };
      yield columns.map(({ textOf }) => textOf(record));
    }
  };
  const begunAt = performance.now();
  let bytes = 0;
  let most = 0;
  for await (const piece of writeXlsx([{ name: 'Bản ghi', rows: rows(), headRows: 1 }])) {
    bytes += piece.length;
    most = Math.max(most, process.memoryUsage.rss());
  }
  return {
    xlsx_100k_rows_s: Number(((performance.now() - begunAt) / 1000).toFixed(2)),
    xlsx_megabytes: Number((bytes / 1e6).toFixed(1)),
    xlsx_rss_megabytes: Math.round(most / 1e6),
  };
};

const parts: readonly (() => Promise<Record<string, number>>)[] = [
  async () => ({ close_certificate_ms: await measureCloseCertificate() }),
  benchXlsx,
  benchSettle,
  benchHandover,
  benchBoard,
];

/** The end of a shift, as much of it as is measured by time; each part is told when it is done. */
export const benchShift = async (): Promise<Record<string, number>> => {
  const all: Record<string, number> = {};
  for (const part of parts) {
    const figures = await part();
    console.log(JSON.stringify(figures));
    Object.assign(all, figures);
  }
  return all;
};
