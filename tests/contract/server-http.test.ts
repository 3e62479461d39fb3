import { createHash } from 'node:crypto';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { protocolVersion } from '#protocol/version.ts';
import { aboutSchema } from '#protocol/about.ts';
import { publicPageFile, publicPaths } from '#protocol/public-pages.ts';
import { sampleLog } from './sample-log.ts';
import {
  epoch,
  openWorld,
  pushRequest,
  refusal,
  serverNowMs,
  temporaryDir,
} from './server-world.ts';

const json = { 'content-type': 'application/json' };

describe('the server over HTTP', () => {
  it('[SERVER-1] says who it is, so that a captive portal is not taken for it', async () => {
    await using world = await openWorld();
    const answer = await world.app.inject('/api/v1/about');
    expect(aboutSchema.strict().parse(answer.json())).toEqual({
      service: 'chot',
      protocol: protocolVersion,
      epoch,
      serverTime: serverNowMs,
      demo: false,
      receiptKey: expect.objectContaining({ kty: 'EC', crv: 'P-256' }),
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('[SERVER-2] every refusal is a problem with a retry hint and a reference, also the framework’s own', async () => {
    await using world = await openWorld();
    const { deviceToken, logId } = await world.enrol();
    const headers = { ...json, authorization: `Bearer ${deviceToken}` };
    const post = { method: 'POST' as const, url: '/api/v1/push' };
    const [entry] = sampleLog(2);
    const longName = { ...entry, entryId: 'x'.repeat(1024 * 1024) };
    const payload = pushRequest(logId, { from: 1, entries: [] });
    const cases = [
      [{ ...post, headers, payload: '{"protocol":1,' }, 'request/malformed'],
      [{ ...post, headers, payload: '<html>Sign in to Wi-Fi</html>' }, 'request/malformed'],
      [
        { ...post, headers: { ...headers, 'content-type': 'text/html' }, payload: 'x' },
        'request/malformed',
      ],
      [{ ...post, headers, payload: '' }, 'request/malformed'],
      [{ ...post, headers, payload: '{"__proto__":{"protocol":1}}' }, 'request/malformed'],
      [{ ...post, headers, payload: { ...payload, extra: 1 } }, 'request/malformed'],
      [{ ...post, headers, payload: { ...payload, entries: [longName] } }, 'request/too-large'],
      [{ ...post, headers: json, payload }, 'device/unknown'],
      [{ ...post, headers: { authorization: 'Bearer short' }, payload }, 'device/unknown'],
      [
        { ...post, headers: { authorization: `Bearer ${'A'.repeat(43)}` }, payload },
        'device/unknown',
      ],
      [
        {
          url: '/api/v1/pull?protocol=2&scope=everything',
          headers: { authorization: headers.authorization },
        },
        'request/malformed',
      ],
      [{ url: '/api/v1/nothing' }, 'route/unknown'],
      [{ url: '/api' }, 'route/unknown'],
      [{ method: 'DELETE' as const, url: '/api/v1/push' }, 'route/unknown'],
      [{ url: '/api/%zz' }, 'request/malformed'],
    ] as const;
    for (const [request, code] of cases) {
      const problem = await refusal(world.app, request);
      expect({ request, problem: problem.problem }).toEqual({ request, problem: code });
      expect(problem.reference).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    }
  });

  it('[SERVER-3] a bug is answered with a reference and nothing of its cause', async () => {
    await using world = await openWorld();
    const broken = world.withPorts({
      store: { ...world.store, listUnits: () => Promise.reject(new Error('NGUYỄN VĂN MẪU')) },
    });
    const answer = await broken.inject('/api/v1/units');
    expect(answer.json()).toMatchObject({ problem: 'server/failed', retry: 'later' });
    expect(answer.body).not.toContain('NGUYỄN');
  });

  it('[SERVER-4] a database that cannot take the work now is answered with “later”', async () => {
    await using world = await openWorld();
    const full = Object.assign(new Error('database or disk is full'), { errcode: 13 });
    const busy = world.withPorts({
      store: { ...world.store, listUnits: () => Promise.reject(full) },
    });
    const problem = await refusal(busy, { url: '/api/v1/units' });
    expect(problem).toMatchObject({ problem: 'server/busy', retry: 'later' });
  });

  it('[SERVER-5] lets no other origin read it and loads nothing from one', async () => {
    await using world = await openWorld();
    const answer = await world.app.inject({
      url: '/api/v1/about',
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['content-security-policy']).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(answer.headers['content-security-policy']).not.toMatch(/http|unsafe-inline/);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(answer.headers['permissions-policy']).toContain('camera=(self)');
  });

  it('[CITIZEN-2] serves each public page at its address, with its own styles and nothing else let in', async () => {
    await using world = await openWorld();
    using dir = temporaryDir();
    const styles = 'main{color:#123}';
    for (const path of publicPaths) {
      const file = join(dir.path, publicPageFile(path));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `<style>${styles}</style>page of ${path}`);
      writeFileSync(`${file}.gz`, gzipSync(`compressed page of ${path}`));
    }
    writeFileSync(join(dir.path, 'index.html'), 'the tablet');
    const app = world.withPorts({ tabletDir: dir.path });
    const html = { accept: 'text/html' };
    const digest = createHash('sha256').update(styles).digest('base64');
    for (const path of publicPaths) {
      for (const url of [path, `${path}?chot=hn-01`, `${path}/`]) {
        const answer = await app.inject({ url, headers: html });
        expect(answer.body).toContain(`page of ${path}`);
        const policy = String(answer.headers['content-security-policy']);
        expect(policy).toContain(`style-src 'self' 'sha256-${digest}';`);
        expect(policy).toContain("script-src 'self'");
        expect(policy).not.toMatch(/unsafe-inline|http/);
        expect(answer.headers['cache-control']).toBe('no-cache');
      }
      const thin = await app.inject({ url: path, headers: { ...html, 'accept-encoding': 'gzip' } });
      expect(thin.headers['content-encoding']).toBe('gzip');
      expect(String(gunzipSync(thin.rawPayload))).toBe(`compressed page of ${path}`);
    }
    expect((await app.inject({ url: '/shift', headers: html })).body).toBe('the tablet');

    // A newer build laid over a server that runs.
    const [path] = publicPaths;
    const file = join(dir.path, publicPageFile(path));
    writeFileSync(file, '<style>main{}</style>newer');
    utimesSync(file, new Date(), new Date(Date.now() + 5000));
    const newer = await app.inject({ url: path, headers: html });
    const newerDigest = createHash('sha256').update('main{}').digest('base64');
    expect(newer.body).toContain('newer');
    expect(newer.headers['content-security-policy']).toContain(newerDigest);
  });

  it('[SERVER-6] serves the tablet: hashed files for ever, the rest asked for each time, any page by its address', async () => {
    await using world = await openWorld();
    using dir = temporaryDir();
    mkdirSync(join(dir.path, 'assets'));
    const files = ['index.html', 'service-worker.js', 'manifest.webmanifest', 'assets/app-1a2b.js'];
    for (const file of files) writeFileSync(join(dir.path, file), `content of ${file}`);
    const app = world.withPorts({ tabletDir: dir.path });
    const html = { accept: 'text/html,application/xhtml+xml' };

    const asset = await app.inject('/assets/app-1a2b.js');
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    for (const url of ['/', '/index.html', '/service-worker.js', '/manifest.webmanifest']) {
      const answer = await app.inject(url);
      expect({ url, status: answer.statusCode }).toEqual({ url, status: 200 });
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
    }
    const page = await app.inject({ url: '/shift/today', headers: html });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.body).toBe('content of index.html');

    const notPages = ['/assets/gone-9f.js', '/%2e%2e/%2e%2e/etc/passwd'];
    for (const url of notPages) {
      const problem = await refusal(app, { url });
      expect({ url, retry: problem.retry }).toEqual({ url, retry: 'never' });
    }
    expect((await refusal(app, { url: '/api/v1/x', headers: html })).problem).toBe('route/unknown');
  });
});
