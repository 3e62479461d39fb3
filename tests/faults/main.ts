import { parseArgs } from 'node:util';
import { z } from 'zod';
import { diskFull } from './disk-full.ts';
import { kill } from './kill.ts';
import { powerCut } from './power-cut.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' } },
});

type Rig = {
  readonly run: (rounds: number) => Promise<Record<string, unknown>>;
  /** Unless it is said how many. */
  readonly rounds: number;
};

const rigs: Record<string, Rig> = {
  'power-cut': { run: powerCut, rounds: 4 },
  kill: { run: kill, rounds: 20 },
  'disk-full': { run: diskFull, rounds: 4 },
};

const figuresSchema = z.object({ lost: z.int(), mustLose: z.boolean().default(false) });

/** Whether every rig came out as it has to: no loss, and a loss where something was loosened for it. */
const isAsPromised = (report: Record<string, unknown>): boolean =>
  Object.values(report).every((figures) => {
    const read = figuresSchema.safeParse(figures);
    return !read.success || read.data.lost > 0 === read.data.mustLose;
  });

const asked = positionals[0] ?? 'power-cut';
const rig = rigs[asked];
if (rig) {
  const report = await rig.run(Number(values.rounds ?? rig.rounds));
  process.stdout.write(`${JSON.stringify(report)}\n`);
  if (!isAsPromised(report)) process.exitCode = 1;
} else {
  process.stderr.write(
    `No rig is called "${asked}". There are: ${Object.keys(rigs).join(', ')}.\n`,
  );
  process.exitCode = 1;
}
process.exit();
