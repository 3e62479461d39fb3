import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSecretBox, SecretUnopened } from '../../sync-server/services/sealing/secret-box.ts';
import { sealedStore, sealSecrets } from '../../sync-server/services/sealing/sealed-store.ts';
import { openSqlStore } from '../../sync-server/store/sql-store.ts';
import { testKeys } from '../support/sealing.ts';
import { bothEngines, type TestEngine } from './engines.ts';
import { temporaryDir } from './server-world.ts';

const unitKey = 'ab'.repeat(32);
const receiptKey = JSON.stringify({ kty: 'EC', d: 'a-private-key' });
const account = {
  unitId: 'hn-01',
  officerId: 'hn-01-qm1',
  role: 'paper-officer',
  signInKey: 'cd'.repeat(32),
} as const;
const factor = {
  officerId: 'hn-01-qm1',
  secret: 'ef'.repeat(20),
  lastStep: 0,
  failures: 0,
  waitUntilMs: 0,
};
const secrets = [unitKey, 'a-private-key', account.signInKey, factor.secret];

const [older, newer] = testKeys.toSorted((one, other) => one.madeAtMs - other.madeAtMs);
if (!older || !newer) throw new Error('There are two test keys.');
const before = createSecretBox([older], randomBytes);
const after = createSecretBox([older, newer], randomBytes);

const openLedger = async (engine: TestEngine) => {
  const dir = temporaryDir();
  const store = await openSqlStore(await engine.inDir(dir.path), randomUUID());
  return {
    store,
    [Symbol.asyncDispose]: async () => {
      await store.close();
      dir[Symbol.dispose]();
    },
  };
};

type Ledger = Awaited<ReturnType<typeof openLedger>>['store'];

const keepAll = (store: Ledger): Promise<void> =>
  store.transact(async (tx) => {
    await tx.keepUnitKey('hn-01', unitKey);
    await tx.keepReceiptKey(receiptKey);
    await tx.putAccount(account);
    await tx.putFactor(factor);
  });

const readAll = async (store: Ledger) => [
  await store.unitKey('hn-01'),
  await store.receiptKey(),
  (await store.findAccount('hn-01', account.officerId))?.signInKey,
  (await store.findFactor(account.officerId))?.secret,
];

const open = [unitKey, receiptKey, account.signInKey, factor.secret];

/** What a copy of the database gives away. */
const inTheClear = async (store: Ledger): Promise<string[]> => {
  const kept = JSON.stringify(await store.listSecrets());
  return secrets.filter((secret) => kept.includes(secret));
};

describe.each(bothEngines)('the server’s own secrets, on $name', (engine) => {
  it('[WALL-9] lie sealed in the database and are read as before', async () => {
    await using ledger = await openLedger(engine);
    const store = sealedStore(ledger.store, before);
    await keepAll(store);
    expect(await inTheClear(ledger.store)).toEqual([]);
    expect(await readAll(store)).toEqual(open);
    const within = await store.transact((tx) => tx.unitKey('hn-01'));
    expect(within).toBe(unitKey);
    expect(await store.unitKey('hn-02')).toBeNull();
  });

  it('[WALL-9] of an earlier version are sealed at the start, once', async () => {
    await using ledger = await openLedger(engine);
    await keepAll(ledger.store);
    expect(await inTheClear(ledger.store)).toEqual(secrets);
    expect(await sealSecrets(ledger.store, before)).toBe(4);
    expect(await inTheClear(ledger.store)).toEqual([]);
    expect(await readAll(sealedStore(ledger.store, before))).toEqual(open);
    expect(await sealSecrets(ledger.store, before)).toBe(0);
  });

  it('[WALL-9] are sealed anew under a new key, after which the old one opens nothing', async () => {
    await using ledger = await openLedger(engine);
    await keepAll(sealedStore(ledger.store, before));
    expect(await readAll(sealedStore(ledger.store, after))).toEqual(open);
    expect(await sealSecrets(ledger.store, after)).toBe(4);
    expect(await readAll(sealedStore(ledger.store, after))).toEqual(open);
    await expect(readAll(sealedStore(ledger.store, before))).rejects.toThrow(SecretUnopened);
    await expect(sealSecrets(ledger.store, before)).rejects.toThrow(SecretUnopened);
  });

  it('[WALL-9] that were moved to another name or changed do not open', async () => {
    await using ledger = await openLedger(engine);
    await keepAll(sealedStore(ledger.store, before));
    const kept = (await ledger.store.unitKey('hn-01')) ?? '';
    await ledger.store.transact((tx) => tx.keepUnitKey('hn-02', kept));
    const store = sealedStore(ledger.store, before);
    await expect(store.unitKey('hn-02')).rejects.toThrow(SecretUnopened);
    const changed = `${kept.slice(0, -6)}${kept.endsWith('AAAAAA') ? 'BBBBBB' : 'AAAAAA'}`;
    expect(() => before.open('unit-key:hn-01', changed)).toThrow(SecretUnopened);
    expect(before.open('unit-key:hn-01', kept)).toBe(unitKey);
  });
});
