import { parseArgs } from 'node:util';
import { startHealthSandbox } from './connectors/health-department/sandbox/sandbox.ts';

/** `npm run health-sandbox -- --port 8091 --secret …`: a health department's system that forgets all at its end. */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8091' }, secret: { type: 'string' } },
});
if (values.secret === undefined) throw new Error('Say what both sides sign with: --secret …');
const sandbox = await startHealthSandbox({ port: Number(values.port), secret: values.secret });
process.stdout.write(
  `A health department's system listens on ${sandbox.url}\nHow it behaves: POST ${new URL('/control', sandbox.url).href}\n`,
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void sandbox.close();
  });
}
