import { parseArgs } from 'node:util';
import { powerCut } from './power-cut.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '4' } },
});

const rigs: Record<string, (rounds: number) => Promise<Record<string, unknown>>> = {
  'power-cut': powerCut,
};

const asked = positionals[0] ?? 'power-cut';
const rig = rigs[asked];
if (rig) process.stdout.write(`${JSON.stringify(await rig(Number(values.rounds)))}\n`);
else {
  process.stderr.write(
    `No rig is called "${asked}". There are: ${Object.keys(rigs).join(', ')}.\n`,
  );
  process.exitCode = 1;
}
process.exit();
