import { parseArgs } from 'node:util';
import { startMassSandbox } from './connectors/mass-messenger/sandbox/sandbox.ts';

/** `npm run mass-sandbox -- --port 8092 --secret …`: a service of mass messages that forgets all at its end. */
const { values } = parseArgs({
  options: { port: { type: 'string', default: '8092' }, secret: { type: 'string' } },
});
if (values.secret === undefined) throw new Error('Say what both sides sign with: --secret …');
const sandbox = await startMassSandbox({ port: Number(values.port), secret: values.secret });
process.stdout.write(
  `A mass messenger listens on ${sandbox.url}\nHow it behaves: POST ${new URL('/control', sandbox.url).href}\n`,
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void sandbox.close();
  });
}
