import { fail, type Answer, type Result } from '#domain/core/result.ts';
import type { BoardResponse } from '#protocol/board.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { CallFailure } from '../platform/network.ts';
import type { Transport } from './ports.ts';

export type FetchFailure = Answer<'server/unreachable' | ProblemCode>;

/** What the server knows of every tablet of the unit. Needs the network; nothing of it is stored. */
export const fetchBoard = async (
  transport: Transport,
): Promise<Result<BoardResponse, FetchFailure>> => {
  const board = await transport.board();
  return board.ok ? board : fail({ code: failureCode(board.error) });
};

/** The message key of a failed call. */
export const failureCode = (failure: CallFailure): 'server/unreachable' | ProblemCode =>
  failure.kind === 'no-network' ? 'server/unreachable' : failure.code;
