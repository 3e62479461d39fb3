import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import { greeting } from './greeting.ts';
import { openMessenger } from './connectors/mass-messenger/open-messenger.ts';
import { openPartners } from './connectors/open-partners.ts';
import { openRegistry } from './connectors/population-registry/open-registry.ts';
import { buildApp } from './http/app.ts';
import type { Tls } from './http/create-server.ts';
import { startBoardCounts } from './jobs/board-counts.ts';
import { startBulletins } from './jobs/bulletins.ts';
import { startChecks } from './jobs/identity-checks.ts';
import { startFacts } from './jobs/crossing-facts.ts';
import { startSendings } from './jobs/sendings.ts';
import { startReferrals } from './jobs/referrals.ts';
import { startReports } from './jobs/reports.ts';
import { startTracing } from './jobs/tracing-index.ts';
import { deliverReferrals } from './services/referrals/deliver-referrals.ts';
import { askingAtOnce } from './services/identity/ask-at-once.ts';
import { announceRegistry } from './services/identity/announce-registry.ts';
import type { ServicePorts } from './services/service-ports.ts';
import { startJudges } from './services/judging/judge-pool.ts';
import { termHasher } from './services/search-terms.ts';
import { announceKeys } from './services/sealing/announce-keys.ts';
import { createSecretBox } from './services/sealing/secret-box.ts';
import { sealedStore, sealSecrets } from './services/sealing/sealed-store.ts';
import { frameOpener } from './services/sealing/open-frames.ts';
import { openSealingKeys } from './services/sealing/sealing-keys.ts';
import { ensureSigningKey } from './services/trust/keep-keys.ts';
import { readRules } from './services/retention/read-rules.ts';
import { startRetention } from './services/retention/retention-job.ts';
import { refuseDatabase } from './services/refuse-database.ts';
import { replayQuarantine } from './services/replay-quarantine.ts';
import { seedDemo } from './services/seed-demo.ts';
import { openLedgerMark } from './store/ledger-mark.ts';
import type { SqlEngine } from './store/sql-engine.ts';
import { openSqlStore } from './store/sql-store.ts';
import type { Store } from './store/store.ts';
import { openEngine } from './open-engine.ts';
import { reasonOf, refuse } from './refuse.ts';

const openLedger = async (engine: SqlEngine, { dataDir }: Config): Promise<Store | null> => {
  try {
    return await openSqlStore(engine, randomUUID(), openLedgerMark(join(dataDir, 'ledger-mark')));
  } catch (error) {
    refuse(`The ledger ${engine.place} cannot be opened: ${reasonOf(error)}.`);
    return null;
  }
};

/** @returns null when a file cannot be read; then it was said */
const readTls = ({ tlsFiles }: Config): { tls?: Tls } | null => {
  if (tlsFiles === null) return {};
  try {
    const [cert, key] = [tlsFiles.cert, tlsFiles.key].map((path) => readFileSync(path, 'utf8'));
    return cert === undefined || key === undefined ? null : { tls: { cert, key } };
  } catch (error) {
    refuse(`The TLS files cannot be read: ${reasonOf(error)}.`);
    return null;
  }
};

/** One writer keeps up with so many at the most. */
const mostJudges = 3;

/** For the answers that say "later" to whoever was being served. */
const lastAnswersMs = 3000;

/** The server, from its configuration to its greeting; what stops it on the way is said, and nothing runs. */
export const serve = async (config: Config): Promise<void> => {
  const tls = readTls(config);
  if (tls === null) return;
  const rules = readRules(config.retentionFile);
  if (!rules.ok) {
    refuse(rules.error);
    return;
  }
  const registry = config.registry && openRegistry(config.registry, Date.now);
  if (registry !== null && !registry.ok) {
    refuse(registry.error);
    return;
  }
  const partners = openPartners(config, Date.now);
  if (!partners.ok) {
    refuse(partners.error);
    return;
  }
  const messenger = config.mass && openMessenger(config.mass, Date.now);
  if (messenger !== null && !messenger.ok) {
    refuse(messenger.error);
    return;
  }
  const { department, reports } = partners.value;
  const lost = Promise.withResolvers<string>();
  const engine = await openEngine(config, lost.resolve);
  const store = await openLedger(engine, config);
  if (store === null) return;
  const keys = openSealingKeys(config.sealingKeysFile, Date.now());
  const openFrame = frameOpener(keys);
  const box = createSecretBox(keys, randomBytes);
  const ports: ServicePorts = {
    store: sealedStore(store, box),
    clock: Date.now,
    random: randomBytes,
    openFrame,
  };
  const refusal = await refuseDatabase(store, config.demo);
  if (refusal !== null) {
    await store.close();
    refuse(refusal);
    return;
  }
  const announced = await announceKeys(store, keys);
  if (!announced.ok) {
    await store.close();
    refuse(announced.error);
    return;
  }
  await announceRegistry(ports, registry !== null);
  await sealSecrets(store, box);
  await ensureSigningKey(ports);
  if (config.demo) await seedDemo(ports);
  await replayQuarantine(ports);

  const builtDir = config.tabletDir ?? fileURLToPath(new URL('../dist', import.meta.url));
  const tabletDir = existsSync(join(builtDir, 'index.html')) ? builtDir : null;
  const { demo, enrolCode, adminToken, publicOrigin, logLevel, trustedProxies } = config;
  const { isBusy } = engine;
  const judges = startJudges(Math.min(mostJudges, availableParallelism()), keys);
  const { judge } = judges;
  const retention = rules.value;
  const hashTerm = termHasher(keys);
  const face = {
    hashTerm,
    demo,
    enrolCode,
    adminToken,
    publicOrigin,
    logLevel,
    trustedProxies,
    tabletDir,
    isBusy,
    retention,
    acknowledgeMs: config.acknowledgeMs,
    isDelivered: department !== null,
    isMassSent: config.mass !== null,
    partners: reports,
    urgentMs: config.urgentReportMs,
  };
  const noteFault = (error: unknown): void => app.log.error(error, 'identity checks');
  const checking = registry && { ...ports, registry: registry.value, hashTerm };
  const asking = checking && { askIdentity: askingAtOnce(checking, noteFault) };
  const app = buildApp({ ...ports, ...tls, ...face, ...asking, judge });
  const job = startRetention({ ...ports, retention }, (error) => app.log.error(error, 'retention'));
  const checks = checking && startChecks(checking, noteFault);
  const sending = department && { ...ports, department };
  const deliver = sending && (() => deliverReferrals(sending));
  const referring = startReferrals({ ...ports, deliver }, (error) =>
    app.log.error(error, 'referrals'),
  );
  const facts = startFacts(ports, (error) => app.log.error(error, 'crossing facts'));
  const tracing = startTracing({ ...ports, hashTerm }, (error) => app.log.error(error, 'tracing'));
  const counting = startBoardCounts(ports, (error) => app.log.error(error, 'board counts'));
  const telling = startBulletins(ports, (error) => app.log.error(error, 'bulletins'));
  const massSending =
    messenger &&
    config.mass &&
    startSendings(
      { ...ports, messenger: messenger.value, perSecond: config.mass.perSecond },
      (error) => app.log.error(error, 'sendings'),
    );
  const reporting = startReports({ ...ports, partners: reports }, (error) =>
    app.log.error(error, 'reports'),
  );
  app.addHook('onClose', async () => {
    await facts.stop();
    await massSending?.stop();
    await messenger?.value.close();
    await telling.stop();
    await counting.stop();
    await checks?.stop();
    await registry?.value.close();
    await referring.stop();
    await reporting.stop();
    await tracing.stop();
    await partners.value.close();
    await job.stop();
    await judges.stop();
    await store.close();
  });
  void lost.promise.then(async (sentence) => {
    refuse(sentence);
    // Whoever still holds a line open is not waited for.
    setTimeout(() => process.exit(), lastAnswersMs).unref();
    await app.close();
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void app.close();
    });
  }
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await app.close();
    const { host, port } = config;
    refuse(`The server cannot listen on ${host}, port ${port}: ${reasonOf(error)}.`);
    return;
  }
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  process.stdout.write(greeting(config, port, tabletDir !== null));
};
