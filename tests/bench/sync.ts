import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { setup as makePostgresAccount } from '../support/postgres-account.ts';
import { startPostgres } from '../support/postgres-cluster.ts';
import { comparePush, type Comparison } from './sync/compare-push.ts';
import { measurePull } from './sync/measure-pull.ts';
import { measureStorm } from './sync/measure-storm.ts';

const rounds = 15;
const tablets = 856;
const entriesEach = 1000;

const twoDigits = (value: number): number => Math.round(value * 100) / 100;

/** The server against a bare one, and against a whole city that comes back at once. */
export const benchSync = async (): Promise<Record<string, number>> => {
  const work = mkdtempSync(join(tmpdir(), 'chot-bench-'));
  const dirOf = (name: string): string => join(work, name);
  const say = (what: string, figures: object): void => {
    console.log(`${what}: ${JSON.stringify(figures)}`);
  };
  try {
    const sqlite = await comparePush(
      { dataDir: dirOf('sqlite'), databaseUrl: null, bare: dirOf('bare.sqlite') },
      rounds,
    );
    say('push on SQLite', sqlite);
    const postgres = await compareOnPostgres(dirOf('postgres'));
    say('push on PostgreSQL', postgres);
    const pull = await measurePull(dirOf('pull'));
    say('pull', { linesPerSecond: pull });
    const storm = await measureStorm(
      { dataDir: dirOf('storm'), databaseUrl: null },
      { tablets, entriesEach },
    );
    say('storm', storm);
    return {
      push_vs_bare: twoDigits(sqlite.pushVsBare),
      push_vs_bare_postgres: twoDigits(postgres.pushVsBare),
      wire_bytes_per_entry: Math.round(sqlite.bytesPerEntry),
      storm_p99_ms: Math.round(storm.p99Ms),
      storm_minutes: twoDigits(storm.seconds / 60),
      storm_board_ms: Math.round(storm.boardLongestMs),
      server_rss_mb: storm.serverRssMb,
      pull_entries_per_s: Math.round(pull),
      repush_vs_push: twoDigits(sqlite.repushVsPush),
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};

const compareOnPostgres = async (dataDir: string): Promise<Comparison> => {
  makePostgresAccount();
  const cluster = await startPostgres();
  try {
    const admin = new Client({ connectionString: cluster.url });
    await admin.connect();
    for (const name of ['chot', 'bare']) await admin.query(`create database ${name}`);
    await admin.end();
    const home = dirname(cluster.url);
    const places = { dataDir, databaseUrl: `${home}/chot`, bare: `${home}/bare` };
    return await comparePush(places, rounds);
  } finally {
    await cluster.stop();
  }
};
