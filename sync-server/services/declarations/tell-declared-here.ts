import { fail, type Result } from '#domain/core/result.ts';
import { declarationSchema } from '#domain/declaration/declaration.ts';
import { mostDeclaredHere, type DeclaredHereResponse } from '#protocol/declared-here.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { OfficerSession } from '../../store/officer-account.ts';
import type { StoreReader } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';
import { codeOf } from './code-of.ts';

/** Whoever declared longer ago is not in the queue any more; the code on the telephone is good all the same. */
export const declaredHereMs = 6 * 3_600_000;

/**
 * Who declared at the poster of the officer's unit and has not crossed yet, each with the very code that their
 * telephone shows: the tablet checks it as if it had been read. Whose code is handed over for the first time is
 * noted.
 */
export const tellDeclaredHere = async (
  { store, clock }: Pick<ServicePorts, 'store' | 'clock'>,
  { officerId, role, unitId, deviceId }: OfficerSession,
  known: readonly string[],
): Promise<Omit<DeclaredHereResponse, 'nonce'>> => {
  const nowMs = clock();
  const sinceMs = nowMs - declaredHereMs;
  const declared = await store.listDeclaredAt({ unitId, sinceMs, limit: mostDeclaredHere });
  const waiting: DeclaredHereResponse['waiting'] = [];
  const handed: string[] = [];
  for (const { declarationId, issuedAtMs } of declared) {
    const code = known.includes(declarationId) ? null : await readCode(store, declarationId);
    // It ended, or its key did, since it was listed.
    if (code !== null && !code.ok) continue;
    waiting.push({ declarationId, issuedAtMs, code: code?.value ?? null });
    if (code !== null) handed.push(declarationId);
  }
  if (handed.length > 0) {
    await store.transact((tx) =>
      tx.appendAudit({
        atMs: nowMs,
        officerId,
        role,
        unitId,
        deviceId,
        deed: 'declared-here',
        subjects: handed,
      }),
    );
  }
  return { serverTimeMs: nowMs, waiting };
};

const readCode = async (
  store: Pick<StoreReader, 'findOnlineDeclaration' | 'listTrustKeys'>,
  declarationId: string,
): Promise<Result<string, ProblemCode>> => {
  const kept = await store.findOnlineDeclaration(declarationId);
  if (kept === null || kept.ended !== null) return fail('declare/ended');
  return codeOf(store, kept, declarationSchema.parse(JSON.parse(kept.body)));
};
