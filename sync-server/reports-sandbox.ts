import { setTimeout as wait } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { startAgencySandbox } from './connectors/agency/sandbox/sandbox.ts';
import { startMessageSandbox } from './connectors/message-service/sandbox/sandbox.ts';

/**
 * `npm run reports-sandbox -- --secret …`: an agency's system on a port and a message service on the next one, which
 * forget all at their end. The agency replies to each report; with `--message …` a citizen writes that, once.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8092' },
    secret: { type: 'string' },
    server: { type: 'string', default: 'http://localhost:8080' },
    agency: { type: 'string', default: 'cong-an' },
    message: { type: 'string' },
  },
});
const { secret, message, agency: agencyId } = values;
if (secret === undefined) throw new Error('Say what both sides sign with: --secret …');
const port = Number(values.port);
const hook = (path: string): string => new URL(`/api/v1/reports/${path}`, values.server).href;
const replyAfterMs = 5000;

const agency = await startAgencySandbox({
  port,
  secret,
  onTaken: ({ body }) => {
    const { reportId } = JSON.parse(body) as { reportId: string };
    const reply = { reportId, outcome: 'handled', text: 'Đã kiểm tra, xử lý.' } as const;
    void wait(replyAfterMs).then(() => agency.reply(hook(`reply/${agencyId}`), reply));
  },
});
const messages = await startMessageSandbox({ port: port + 1, secret });
process.stdout.write(
  `An agency's system listens on ${agency.url}, a message service on ${messages.url}\nHow they behave: POST …/control\n`,
);
if (message !== undefined) {
  const written = { messageId: randomUUID(), sender: '0900000001', text: message };
  process.stdout.write(
    `The message was answered ${await messages.write(hook('message'), written)}\n`,
  );
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void agency.close();
    void messages.close();
  });
}
