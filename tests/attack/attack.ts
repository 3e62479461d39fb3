import { readFileSync } from 'node:fs';
import { genesisDigest } from '#domain/log/chain.ts';
import { pushMediaType, pushResponseSchema } from '#protocol/push.ts';
import { reconcileResponseSchema } from '#protocol/reconcile.ts';
import { protocolVersion } from '#protocol/version.ts';
import { sampleLog } from '../contract/sample-log.ts';
import { createDice, type Dice } from '../simulator/dice.ts';
import { enrolAt, type EnrolledTablet } from '../support/enrol-at.ts';
import { mutate, sign, type Shot } from './mutate.ts';
import { send, sendBroken } from './send.ts';
import { pushOf, targetsOf, type Target } from './targets.ts';
import { faultOf } from './verdict.ts';

type Attacked = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly adminToken: string;
};

export type AttackReport = {
  readonly requests: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** What must not be, each kind once, with the request that showed it. */
  readonly faults: readonly string[];
  readonly witnessed: number;
  readonly rssStartMb: number;
  readonly rssMostMb: number;
  readonly rssEndMb: number;
  readonly seconds: number;
};

const tablets = 24;
const atOnce = 48;
const brokenShare = 0.06;
const replayShare = 0.1;
const elsewhereShare = 0.15;
const faultsTold = 20;
const replaysKept = 500;

const rssMb = (pid: number): number => {
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kib ?? 0) / 1024);
};

/** Comes from outside, as if a proxy had told so: only such requests are counted at the door. */
const fromElsewhere = (shot: Shot, dice: Dice): Shot => ({
  ...shot,
  headers: { 'x-forwarded-for': `203.0.${dice.below(256)}.${dice.below(256)}`, ...shot.headers },
});

const nextShot = (targets: readonly Target[], earlier: Shot[], dice: Dice): Shot => {
  if (earlier.length > 0 && dice.happens(replayShare)) return dice.pick(earlier);
  const target = dice.pick(targets);
  const shot = dice.happens(0.05) ? sign(target, 'in order') : mutate(target, dice);
  if (earlier.length < replaysKept) earlier.push(shot);
  else earlier[dice.below(replaysKept)] = shot;
  // Wrong codes are counted by address and over all: they must not hide what enrolling does.
  const share = target.path === '/api/v1/enrol' ? 1 : elsewhereShare;
  return dice.happens(share) ? fromElsewhere(shot, dice) : shot;
};

/** Sends so many hostile requests to a running server and says what was wrong with its answers. */
export const attack = async (
  server: Attacked,
  requests: number,
  seed: number,
): Promise<AttackReport> => {
  const { url, port, pid, adminToken } = server;
  const dice = createDice(seed);
  const witness = await enrolAt(url);
  const victim = await enrolAt(url, 'hn-02');
  const known = { victimId: victim.signer.deviceId, adminToken };
  const targets: Target[] = [];
  for (let count = 0; count < tablets; count += 1) {
    targets.push(...targetsOf({ ...known, tablet: await enrolAt(url) }));
  }
  const earlier: Shot[] = [];
  const byStatus: Record<string, number> = {};
  const faults = new Map<string, string>();
  const rssStartMb = rssMb(pid);
  let rssMostMb = rssStartMb;
  let sent = 0;
  const begunMs = performance.now();
  const shoot = async () => {
    while (sent < requests) {
      sent += 1;
      const shot = nextShot(targets, earlier, dice);
      const isBroken = dice.happens(brokenShare);
      const answer = isBroken ? await sendBroken(port, shot, dice) : await send(port, shot);
      byStatus[answer.status] = (byStatus[answer.status] ?? 0) + 1;
      // What broken framing is answered with may stand for several requests.
      const fault = faultOf(answer, isBroken ? 'HEAD' : shot.method);
      const kind = fault?.slice(0, 40) ?? '';
      if (fault !== null && !faults.has(kind) && faults.size < faultsTold) {
        faults.set(kind, `${fault} ← ${shot.method} ${shot.path.slice(0, 120)} (${shot.what})`);
      }
      if (sent % 500 === 0) rssMostMb = Math.max(rssMostMb, rssMb(pid));
    }
  };
  const half = Math.floor(requests / 2);
  const delivery = deliverMeanwhile(port, witness, () => sent >= half);
  await Promise.all(Array.from({ length: atOnce }, shoot));
  const witnessed = await delivery;
  return {
    requests: sent,
    byStatus,
    faults: [...faults.values()],
    witnessed,
    rssStartMb,
    rssMostMb,
    rssEndMb: rssMb(pid),
    seconds: Math.round((performance.now() - begunMs) / 1000),
  };
};

/** Entries of a tablet in order, delivered in two parts while others attack. */
export const witnessEntries = 40;

const attempts = 200;

const deliverMeanwhile = async (
  port: number,
  { signer, logId }: EnrolledTablet,
  isHalf: () => boolean,
): Promise<number> => {
  const log = sampleLog(witnessEntries);
  const post = async (path: string, type: string, body: Buffer) => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const target = { method: 'POST', path, type, body, signer, headers: {} };
      const answer = await send(port, sign(target, 'witness'));
      if (answer.status === 200) return JSON.parse(answer.body) as unknown;
      await new Promise((resolve) => {
        setTimeout(resolve, 100);
      });
    }
    return null;
  };
  const push = (entries: typeof log) => post('/api/v1/push', pushMediaType, pushOf(logId, entries));
  const first = pushResponseSchema.safeParse(await push(log.slice(0, witnessEntries / 2)));
  while (!isHalf()) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  const second = pushResponseSchema.safeParse(await push(log.slice(witnessEntries / 2)));
  if (!first.success || !second.success) return 0;
  const { digest } = second.data;
  const head = { count: witnessEntries, records: witnessEntries / 2, digest };
  const message = {
    protocol: protocolVersion,
    nonce: genesisDigest(logId),
    logId,
    head,
    probes: [],
  };
  const body = Buffer.from(JSON.stringify(message));
  const compared = await post('/api/v1/reconcile', 'application/json', body);
  const equal = reconcileResponseSchema.safeParse(compared);
  return equal.success && equal.data.receipt !== null ? equal.data.ackedThrough : 0;
};
