import { randomBytes, randomUUID } from 'node:crypto';
import { readCommand, usage } from './cli/commands.ts';
import type { Config } from './config.ts';
import { openEngine } from './open-engine.ts';
import { refuse } from './refuse.ts';
import { readRules } from './services/retention/read-rules.ts';
import { frameOpener } from './services/sealing/open-frames.ts';
import { sealedStore } from './services/sealing/sealed-store.ts';
import { openSealingKeys } from './services/sealing/sealing-keys.ts';
import { createSecretBox } from './services/sealing/secret-box.ts';
import { openSqlStore } from './store/sql-store.ts';

/** Works on the same ledger as a server that may be running beside it. */
export const runCommand = async (config: Config, words: readonly string[]): Promise<void> => {
  const command = readCommand(words);
  if (!command.ok) {
    refuse(`${command.error}\n${usage()}`);
    return;
  }
  const rules = readRules(config.retentionFile);
  if (!rules.ok) {
    refuse(rules.error);
    return;
  }
  const keys = openSealingKeys(config.sealingKeysFile, Date.now());
  const ledger = await openSqlStore(await openEngine(config, refuse), randomUUID());
  const store = sealedStore(ledger, createSecretBox(keys, randomBytes));
  const openFrame = frameOpener(keys);
  const ports = { store, clock: Date.now, random: randomBytes, openFrame, retention: rules.value };
  const outcome = await command.value(ports);
  await store.close();
  if (outcome.ok) process.stdout.write(`${outcome.value}\n`);
  else refuse(outcome.error);
};
