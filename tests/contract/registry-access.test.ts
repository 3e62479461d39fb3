import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../sync-server/config.ts';
import { openRegistry } from '../../sync-server/connectors/population-registry/open-registry.ts';
import { inventedPerson } from '../../sync-server/connectors/population-registry/sandbox/people.ts';
import { idOf } from '../support/id-of.ts';

const pathOf = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));
const cert = pathOf('localhost.pem');
const key = pathOf('localhost.key');

const access = (environment: Readonly<Record<string, string>>) => {
  const config = readConfig({ REGISTRY_URL: 'https://registry.example', ...environment });
  if (!config.ok) throw new Error(config.error);
  if (config.value.registry === null) throw new Error('no registry');
  return config.value.registry;
};

describe('the way to a registry', () => {
  it('[CHECK-4] is a setting, and without one nobody is asked', () => {
    expect(readConfig({})).toMatchObject({ value: { registry: null } });
    expect(access({ REGISTRY_URL: 'https://registry.example/api/' })).toMatchObject({
      baseUrl: 'https://registry.example/api',
      atOnce: 16,
    });
  });

  it('[CHECK-4] never lies in the clear beyond this machine', () => {
    const error = expect.stringContaining('https');
    const REGISTRY_URL = 'http://registry.example';
    expect(readConfig({ REGISTRY_URL })).toMatchObject({ ok: false, error });
    expect(readConfig({ REGISTRY_URL: 'http://127.0.0.1:8090' }).ok).toBe(true);
  });

  it('[CHECK-4] with half a certificate, or files that are not there, is refused in one sentence', () => {
    const REGISTRY_URL = 'https://registry.example';
    const halves = [{ REGISTRY_CERT_FILE: cert }, { REGISTRY_KEY_FILE: key }];
    for (const half of halves) {
      const error = expect.stringContaining('belong together');
      expect(readConfig({ REGISTRY_URL, ...half })).toMatchObject({ ok: false, error });
    }
    const gone = openRegistry(access({ REGISTRY_TOKEN_FILE: '/nowhere/token' }), Date.now);
    expect(gone).toMatchObject({ ok: false, error: expect.stringContaining('/nowhere/token') });
  });

  it('[CHECK-2] a certificate is shown to who asks for one', async () => {
    const shown: string[] = [];
    const [certText, keyText] = [readFileSync(cert, 'utf8'), readFileSync(key, 'utf8')];
    const tls = { cert: certText, key: keyText, ca: certText, requestCert: true };
    const server = createServer({ ...tls, rejectUnauthorized: false }, (request, response) => {
      const socket = request.socket as TLSSocket;
      shown.push(String(socket.getPeerCertificate().subject?.CN));
      response.end('{}');
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const files = { REGISTRY_CERT_FILE: cert, REGISTRY_KEY_FILE: key, REGISTRY_CA_FILE: cert };
    const REGISTRY_URL = `https://localhost:${port}`;
    const registry = openRegistry(access({ REGISTRY_URL, ...files }), Date.now);
    if (!registry.ok) throw new Error(registry.error);
    await registry.value.ask(idOf('ask', 1), inventedPerson(1), 2000);
    expect(shown).toEqual(['localhost']);
    await registry.value.close();
    server.close();
  });
});
