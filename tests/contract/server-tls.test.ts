import { readFileSync } from 'node:fs';
import { get, request } from 'node:https';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { aboutSchema } from '#protocol/about.ts';
import { readConfig } from '../../sync-server/config.ts';
import { openWorld } from './server-world.ts';

/** A certificate for `localhost`, signed by itself and good for nothing but this. */
const fileOf = (name: string) => new URL(`../fixtures/tls/${name}`, import.meta.url);
const tls = {
  cert: readFileSync(fileOf('localhost.pem'), 'utf8'),
  key: readFileSync(fileOf('localhost.key'), 'utf8'),
};

const readWhole = async (response: IncomingMessage): Promise<string> =>
  Buffer.concat(await Array.fromAsync(response)).toString();

describe('a server with a certificate', () => {
  it('[SERVER-16] speaks TLS to who trusts it, and says never to come without', async () => {
    await using world = await openWorld();
    const app = world.withPorts({ tls });
    await app.listen({ host: 'localhost', port: 0 });
    const address = app.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const [response]: IncomingMessage[] = await once(
      get({ host: 'localhost', port, path: '/api/v1/about', ca: tls.cert }),
      'response',
    );
    if (!response) throw new Error('no answer');
    expect(aboutSchema.safeParse(JSON.parse(await readWhole(response))).success).toBe(true);
    expect(response.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    const old = request({ host: 'localhost', port, ca: tls.cert, maxVersion: 'TLSv1.1' });
    const refused = once(old, 'error');
    old.end();
    await refused;
    await app.close();
  });

  it('[SERVER-16] without one says nothing of TLS, for a proxy may stand in front of it', async () => {
    await using world = await openWorld();
    const { headers } = await world.app.inject({ url: '/api/v1/about' });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('[SERVER-7] a certificate without its key is refused', () => {
    for (const name of ['TLS_CERT_FILE', 'TLS_KEY_FILE']) {
      const error = expect.stringContaining('belong together');
      expect(readConfig({ [name]: '/etc/tls/one.pem' })).toMatchObject({ ok: false, error });
    }
  });
});
