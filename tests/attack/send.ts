import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Dice } from '../simulator/dice.ts';
import type { Shot } from './mutate.ts';

/** What came back; status 0: the line was closed without an answer. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};

const noAnswer: Answer = { status: 0, headers: {}, body: '' };
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sends it as HTTP. */
export const send = (port: number, { method, path, headers, body }: Shot): Promise<Answer> =>
  new Promise((resolve) => {
    const length = method === 'GET' && body.length === 0 ? {} : { 'content-length': body.length };
    const outgoing = request(
      { host: '127.0.0.1', port, agent, method, path, headers: { ...headers, ...length } },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        const answered = () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(parts).toString(),
          });
        incoming.on('error', () => resolve(noAnswer));
        incoming.on('end', answered);
        // A live line never ends by itself: that it was opened is the answer.
        if (incoming.headers['content-type'] !== 'text/event-stream') return;
        answered();
        incoming.destroy();
      },
    );
    outgoing.on('error', () => resolve(noAnswer));
    outgoing.end(body);
  });

/** Breaks the framing of HTTP itself. */
const breakFraming = ({ method, path, headers, body }: Shot, dice: Dice): Buffer => {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${path} HTTP/1.1\r\nHost: chot\r\n${lines.join('')}`;
  const text = body.toString('latin1');
  const broken = dice.pick([
    `${head}Content-Length: ${body.length + 9}\r\n\r\n${text}`,
    `${head}Content-Length: -1\r\n\r\n${text}`,
    `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\n${text}`,
    `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api HTTP/1.1\r\n\r\n`,
    `${head}Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n${text}`,
    `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n${text}`,
    `${head}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
    `${head}X-A: ${'a'.repeat(20_000)}\r\n\r\n`,
    `${head}${'X-B: b\r\n'.repeat(2_500)}\r\n`,
    `${head}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    `${head}Expect: 200-ok\r\n\r\n`,
    `${head}No colon here\r\n\r\n`,
    `${method} ${path} HTTP/9.9\r\n\r\n`,
    `${method} http://evil.example${path} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`,
    `CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n`,
    `GET ${path}\u0000 HTTP/1.1\r\nHost: x\r\n\r\n`,
    `${head}\r\n`.slice(0, dice.below(head.length + 1)),
    Buffer.from(dice.bytes(1 + dice.below(600))).toString('latin1'),
    '\r\n\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    `\u0016\u0003\u0001\u0002\u0000${text}`,
  ]);
  return Buffer.from(broken, 'latin1');
};

/** What is waited for, when a broken request may never be answered, before the line is cut. */
const patienceMs = 150;

/** Sends bytes that are no HTTP, slowly or at once, and cuts the line. */
export const sendBroken = async (port: number, shot: Shot, dice: Dice): Promise<Answer> => {
  const bytes = breakFraming(shot, dice);
  const line = connect(port, '127.0.0.1');
  const parts: Buffer[] = [];
  line.on('error', () => undefined);
  line.on('data', (part: Buffer) => parts.push(part));
  const over = new Promise((resolve) => {
    line.once('close', resolve);
  });
  const half = dice.happens(0.2) ? dice.below(bytes.length) : bytes.length;
  line.write(bytes.subarray(0, half));
  const waited = new Promise((resolve) => {
    setTimeout(resolve, patienceMs);
  });
  await Promise.race([over, waited]);
  line.resetAndDestroy();
  const text = Buffer.concat(parts).toString();
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0);
  const isEmpty = text.endsWith('\r\n\r\n0\r\n\r\n');
  const isWhole = text.split('HTTP/1.1 ').length === 2;
  return { status, headers: {}, body: isWhole && !isEmpty ? rest.join('\r\n\r\n') : '' };
};
