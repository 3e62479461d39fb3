import { dayMs, dayStartMs } from '#domain/city/local-day.ts';
import { answersByList } from '#domain/declaration/answers.ts';
import type { CommandLine, CommandListRequest, CommandListResponse } from '#protocol/command.ts';
import { listUnreadBulletins } from '../bulletins/list-unread-bulletins.ts';
import { readOpenReferrals, readTablets, type CommandPorts } from './waiting.ts';

/** Lines of one answer. What waits is told the longest waiting first, and nobody reads further than this. */
const linesAtOnce = 100;
const mostWaiting = 1000;

type Asked = Omit<CommandListRequest, 'protocol' | 'nonce'>;

/** The lines behind a figure. They name nobody: who may look people up does so elsewhere, and is noted. */
export const readList = async (
  ports: CommandPorts,
  asked: Asked,
): Promise<Omit<CommandListResponse, 'nonce'>> => {
  const serverTimeMs = ports.clock();
  const { list, unitId } = asked;
  const isOwn = (line: { readonly unitId: string | null }): boolean =>
    unitId === undefined || line.unitId === unitId;
  const verdict = answersByList.verdict.find((one) => one === list) ?? null;
  if (list === 'crossings' || verdict !== null) {
    return { serverTimeMs, ...(await readCrossingLines(ports, asked, verdict)) };
  }
  const waiting = (await readWaiting(ports, list)).filter(isOwn);
  return { serverTimeMs, lines: waiting.slice(0, mostWaiting), more: waiting.length > mostWaiting };
};

const readCrossingLines = async (
  { store }: CommandPorts,
  { day, unitId, hour, after }: Asked,
  verdict: string | null,
): Promise<Pick<CommandListResponse, 'lines' | 'more'>> => {
  const startMs = dayStartMs(day);
  const hourMs = 3_600_000;
  const fromMs = hour === undefined ? startMs : startMs + hour * hourMs;
  const untilMs = fromMs + (hour === undefined ? dayMs : hourMs);
  const filter = { fromMs, untilMs, unitId: unitId ?? null, verdict };
  const facts = await store.listFacts(filter, after ?? null, linesAtOnce + 1);
  const lines = facts.slice(0, linesAtOnce).map(({ recordId, unitId: of, atMs, answers }) => {
    const decided = answersByList.verdict.find((one) => one === answers.verdict);
    return {
      id: recordId,
      unitId: of,
      atMs,
      ...(decided !== undefined && { verdict: decided }),
      ...(answers.channel !== null && { channel: answers.channel }),
    };
  });
  return { lines, more: facts.length > linesAtOnce };
};

const readWaiting = async (
  ports: CommandPorts,
  list: CommandListRequest['list'],
): Promise<CommandLine[]> => {
  if (list === 'referrals-open' || list === 'referrals-overdue') {
    return (await readOpenReferrals(ports))
      .filter(({ isOverdue }) => list === 'referrals-open' || isOverdue)
      .map(({ unitId, recordId, state, raisedAtMs, isOverdue }) => ({
        id: recordId,
        unitId,
        atMs: raisedAtMs,
        state,
        isOverdue,
      }));
  }
  if (list === 'identity-waiting') {
    return (await ports.store.listWaitingChecks()).map(({ unitId, queuedAtMs }, index) => ({
      id: String(index),
      unitId,
      atMs: queuedAtMs,
    }));
  }
  if (list === 'reports-open') {
    return (await ports.store.listReports(0, mostWaiting + 1)).map(
      ({ reportId, unitId, receivedAtMs, number, category, urgency }) => ({
        id: reportId,
        unitId,
        atMs: receivedAtMs,
        report: { number, category, isUrgent: urgency === 'urgent' },
      }),
    );
  }
  if (list === 'bulletins-unread') {
    return (await listUnreadBulletins(ports)).map(
      ({ bulletinId, publishedAtMs, title, officers, read }) => ({
        id: bulletinId,
        unitId: null,
        atMs: publishedAtMs,
        bulletin: { title, officers, read },
      }),
    );
  }
  return (await readTablets(ports))
    .filter(
      ({ isSilent, unsentRecords }) =>
        list === 'tablets' || (list === 'tablets-silent' ? isSilent : unsentRecords > 0),
    )
    .toSorted((one, other) => (one.lastContactAtMs ?? 0) - (other.lastContactAtMs ?? 0))
    .map(({ deviceId, unitId, name, lastContactAtMs, unsentRecords }) => ({
      id: deviceId,
      unitId,
      atMs: lastContactAtMs,
      tablet: name,
      unsentRecords,
    }));
};
