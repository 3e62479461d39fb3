import { parseArgs } from 'node:util';
import { startSandbox } from './connectors/population-registry/sandbox/sandbox.ts';

/** `npm run registry-sandbox -- --port 8090 --people 10000 --token …`: a registry of invented people. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8090' },
    people: { type: 'string', default: '10000' },
    token: { type: 'string' },
  },
});
const sandbox = await startSandbox({
  port: Number(values.port),
  people: Number(values.people),
  token: values.token ?? null,
});
process.stdout.write(
  `A registry of invented people listens on ${sandbox.url}\nIts wire: ${sandbox.url}/openapi.json; how it behaves: POST ${sandbox.url}/control\n`,
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void sandbox.close();
  });
}
