import { describe, expect, it } from 'vitest';
import { readConfig } from '../../sync-server/config.ts';

describe('configuration', () => {
  it('[DEMO-1] without a word it is a demonstration on loopback with a known code', () => {
    const config = readConfig({ PORT: '' });
    expect(config).toMatchObject({
      ok: true,
      value: { host: '127.0.0.1', port: 8080, demo: true, enrolCode: 'CHOT-2021' },
    });
  });

  it('[DEMO-2] a demonstration never listens beyond this machine', () => {
    for (const HOST of ['0.0.0.0', '::', '192.168.1.10', '127.0.0.1.example', 'chot.example']) {
      const config = readConfig({ HOST });
      expect(config).toMatchObject({ ok: false, error: expect.stringContaining('127.0.0.1 only') });
    }
    for (const HOST of ['127.0.0.1', 'localhost', '::1']) {
      expect(readConfig({ HOST }).ok).toBe(true);
    }
  });

  it('[DEMO-3] production is no demonstration, and asking for one there is refused', () => {
    const production = readConfig({ NODE_ENV: 'production', HOST: '0.0.0.0' });
    expect(production).toMatchObject({ ok: true, value: { demo: false, enrolCode: null } });
    const asked = readConfig({ NODE_ENV: 'production', CHOT_DEMO: 'true' });
    expect(asked).toMatchObject({
      ok: false,
      error: expect.stringContaining('refused in production'),
    });
  });

  it('[ENROL-4] one code for every tablet is refused outside a demonstration', () => {
    const CHOT_ENROL_CODE = 'HANOI-2026';
    expect(readConfig({ CHOT_ENROL_CODE })).toMatchObject({
      value: { enrolCode: CHOT_ENROL_CODE },
    });
    const error = expect.stringContaining('CHOT_ENROL_CODE is refused');
    const outside = [{ NODE_ENV: 'production' }, { CHOT_DEMO: 'false' }];
    for (const environment of outside) {
      expect(readConfig({ ...environment, CHOT_ENROL_CODE })).toMatchObject({ ok: false, error });
    }
  });

  it('[SERVER-7] a setting that cannot be used is named, not guessed', () => {
    const config = readConfig({ PORT: 'eighty', CHOT_LOG_LEVEL: 'loud' });
    expect(config).toMatchObject({
      ok: false,
      error: expect.stringMatching(/PORT.*CHOT_LOG_LEVEL/),
    });
    for (const DATABASE_URL of ['mysql://host/chot', 'chot', 'postgres']) {
      const error = expect.stringContaining('DATABASE_URL');
      expect(readConfig({ DATABASE_URL })).toMatchObject({ ok: false, error });
    }
  });

  it('[WALL-2] proxies that are believed are named one by one', () => {
    expect(readConfig({})).toMatchObject({ value: { trustedProxies: [] } });
    const named = readConfig({ TRUSTED_PROXIES: '10.0.0.4, 2001:db8::/64' });
    expect(named).toMatchObject({ value: { trustedProxies: ['10.0.0.4', '2001:db8::/64'] } });
    const error = expect.stringContaining('TRUSTED_PROXIES');
    for (const TRUSTED_PROXIES of ['true', '10.0.0.4,', 'proxy.example']) {
      expect(readConfig({ TRUSTED_PROXIES })).toMatchObject({ ok: false, error });
    }
  });

  it('[SERVER-9] a ledger in PostgreSQL is asked for by its address', () => {
    expect(readConfig({ DATABASE_URL: '' })).toMatchObject({ value: { databaseUrl: null } });
    for (const DATABASE_URL of ['postgres://chot@host/chot', 'postgresql://host:5433/chot']) {
      expect(readConfig({ DATABASE_URL })).toMatchObject({ value: { databaseUrl: DATABASE_URL } });
    }
  });
});
