import { hash, timingSafeEqual } from 'node:crypto';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { citizenForm } from '#domain/declaration/citizen-form.ts';
import { declarationSchema, type Declaration } from '#domain/declaration/declaration.ts';
import { declarationValidMs } from '#domain/declaration/doubts.ts';
import type { FormInput } from '#domain/declaration/form.ts';
import { inputToDeclaration } from '#domain/declaration/form-engine.ts';
import { noticeVersion } from '#domain/declaration/notice.ts';
import type { CodeNews } from '#domain/qr/code-news.ts';
import type { DeclareRequest, DeclareResponse, WithdrawRequest } from '#protocol/declare.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { OnlineDeclaration } from '../../store/online-declaration.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { ServicePorts } from '../service-ports.ts';
import { codeOf } from './code-of.ts';
import { declaredHereMs } from './tell-declared-here.ts';

export type DeclareAnswer = Omit<DeclareResponse, 'nonce'>;
type Ports = Pick<ServicePorts, 'store' | 'clock'>;
type Asked = Pick<DeclareRequest, 'declarationId' | 'secretHash' | 'input' | 'corrects' | 'unitId'>;

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const secretToHash = (secret: string): string => hash('sha256', Buffer.from(secret, 'hex'));

/** Keeps what was declared online, durably, and then gives its code. Asked again it is the same declaration. */
export const declareOnline = async (
  ports: Ports,
  asked: Asked,
): Promise<Result<DeclareAnswer, ProblemCode>> => {
  const { store, clock } = ports;
  const { declarationId, secretHash, corrects } = asked;
  const kept = await store.findOnlineDeclaration(declarationId);
  if (kept) return tellAgain(ports, kept, secretHash);
  const former = corrects ? await findOwn(store, corrects) : null;
  if (former && !former.ok) return former;
  const issuedAtMs = Math.floor(clock() / 1000) * 1000;
  const judged = judge(asked.input, issuedAtMs);
  if (!judged.ok) return judged;
  const declared: OnlineDeclaration = {
    declarationId,
    secretHash,
    supersedes: former?.value.declarationId ?? null,
    unitId: await knownUnit(store, asked.unitId),
    ended: null,
    issuedAtMs,
    expiresAtMs: issuedAtMs + declarationValidMs,
    body: JSON.stringify(judged.value),
  };
  // Before it is kept: what no code can hold is refused whole.
  const code = await tellCode(ports, declared, judged.value);
  if (!code.ok) return code;
  const taken = await unlessEnded(() =>
    store.transact(async (tx) => {
      if (!(await tx.insertOnlineDeclaration(declared))) return false;
      if (former) await end(tx, former.value, 'superseded');
      return true;
    }),
  );
  if (!taken.ok) return taken;
  if (taken.value) return code;
  const rival = await store.findOnlineDeclaration(declarationId);
  return rival ? tellAgain(ports, rival, secretHash) : fail('declare/refused');
};

/** A poster of a unit that is not there any more must not keep anybody from declaring. */
const knownUnit = async (
  store: Pick<StoreReader, 'listUnits'>,
  unitId: string | undefined,
): Promise<string | null> => {
  if (unitId === undefined) return null;
  return (await store.listUnits()).find((unit) => unit.unitId === unitId)?.unitId ?? null;
};

/** Takes back what was declared online; the second time nothing more happens. */
export const withdrawOnline = async (
  { store }: Ports,
  { declarationId, secret }: Pick<WithdrawRequest, 'declarationId' | 'secret'>,
): Promise<Result<null, ProblemCode>> => {
  const kept = await store.findOnlineDeclaration(declarationId);
  if (!kept || !isSame(kept.secretHash, secretToHash(secret))) return fail('declare/refused');
  if (kept.ended === 'withdrawn') return ok(null);
  if (kept.ended !== null) return fail('declare/ended');
  const ended = await unlessEnded(() => store.transact((tx) => end(tx, kept, 'withdrawn')));
  return ended.ok ? ok(null) : ended;
};

const judge = (input: DeclareRequest['input'], nowMs: number): Result<Declaration, ProblemCode> => {
  const channel = input['byProxy'] === 'yes' ? 'proxy_qr' : 'self_qr';
  // The wire's schema lets no other keys through.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  const typed = input as FormInput;
  const judged = inputToDeclaration(citizenForm, typed, { nowMs, channel, noticeVersion });
  return judged.ok ? judged : fail('declare/incomplete');
};

const findOwn = async (
  store: StoreReader,
  { declarationId, secret }: NonNullable<Asked['corrects']>,
): Promise<Result<OnlineDeclaration, ProblemCode>> => {
  const former = await store.findOnlineDeclaration(declarationId);
  if (!former || !isSame(former.secretHash, secretToHash(secret))) return fail('declare/refused');
  return former.ended === null ? ok(former) : fail('declare/ended');
};

/** Another request with the same secret ended it meanwhile: nothing of the transaction is to stay. */
class EndedMeanwhile extends Error {}

const unlessEnded = async <Value>(
  work: () => Promise<Value>,
): Promise<Result<Value, ProblemCode>> => {
  try {
    return ok(await work());
  } catch (error) {
    if (error instanceof EndedMeanwhile) return fail('declare/ended');
    throw error;
  }
};

/** @throws EndedMeanwhile */
const end = async (
  tx: StoreTransactor,
  { declarationId, expiresAtMs: untilMs }: OnlineDeclaration,
  what: 'superseded' | 'withdrawn',
): Promise<void> => {
  if (!(await tx.endOnlineDeclaration(declarationId, what))) throw new EndedMeanwhile();
  const body: CodeNews = { what, declarationId, untilMs };
  await tx.appendFeed('reference', [{ kind: 'code-news', audience: null, body }]);
};

const tellAgain = async (
  ports: Ports,
  kept: OnlineDeclaration,
  secretHash: string,
): Promise<Result<DeclareAnswer, ProblemCode>> => {
  if (!isSame(kept.secretHash, secretHash)) return fail('declare/refused');
  if (kept.ended !== null) return fail('declare/ended');
  return tellCode(ports, kept, declarationSchema.parse(JSON.parse(kept.body)));
};

const tellCode = async (
  { store }: Ports,
  declared: OnlineDeclaration,
  declaration: Declaration,
): Promise<Result<DeclareAnswer, ProblemCode>> => {
  const { declarationId, issuedAtMs, expiresAtMs, unitId } = declared;
  const code = await codeOf(store, declared, declaration);
  if (!code.ok) return code;
  const answer = { declarationId, code: code.value, issuedAtMs, expiresAtMs };
  const toldUnit = unitId && { unitId, untilMs: issuedAtMs + declaredHereMs };
  return ok({ ...answer, ...(toldUnit && { toldUnit }) });
};
