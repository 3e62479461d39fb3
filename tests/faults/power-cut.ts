import { createLoopDisk, whyNoLoopDisk, type LoopDisk } from './loop-disk.ts';
import { controlWriters } from './control-writers.ts';
import type { Writer } from './writer.ts';
import { browserWriter } from './write-in-browser.ts';
import { serverOnPostgres, serverOnSqlite } from './write-to-server.ts';

const mebibytes = 768;

type Cut = { readonly acknowledged: number; readonly found: number };

const cutOnce = async (writer: Writer): Promise<Cut> => {
  using disk = createLoopDisk(mebibytes);
  const running = await writer.begin(disk.dir);
  const acknowledged = await running.writeUntilFrozen();
  using after: LoopDisk = disk.cutPower();
  await running.kill();
  return { acknowledged, found: await writer.count(after.dir) };
};

/** Writers on a disk whose power is cut, and the same with one thing loosened, which must show as loss. */
export const powerCut = async (rounds: number): Promise<Record<string, unknown>> => {
  const reason = whyNoLoopDisk();
  if (reason !== null) return { skipped: true, reason };
  const report: Record<string, unknown> = {};
  for (const writer of [serverOnSqlite, serverOnPostgres, browserWriter, ...controlWriters]) {
    const cuts: Cut[] = [];
    for (let round = 0; round < rounds; round += 1) cuts.push(await cutOnce(writer));
    const sum = (of: (cut: Cut) => number) => cuts.reduce((total, cut) => total + of(cut), 0);
    report[writer.name] = {
      rounds,
      acknowledged: sum(({ acknowledged }) => acknowledged),
      lost: sum(({ acknowledged, found }) => Math.max(0, acknowledged - found)),
      roundsWithLoss: cuts.filter(({ acknowledged, found }) => found < acknowledged).length,
      mustLose: writer.mustLose,
    };
    process.stderr.write(`${writer.name}: ${JSON.stringify(report[writer.name])}\n`);
  }
  return report;
};
