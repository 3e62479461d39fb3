import { fail, type Answer, type Result } from '#domain/core/result.ts';
import type { BoardResponse } from '#protocol/board.ts';
import { failureCode } from '#protocol/call-failure.ts';
import type { ProblemCode } from '#protocol/problem.ts';
import type { ServerCalls } from './ports.ts';

export type FetchFailure = Answer<'server/unreachable' | ProblemCode>;

/** What the server knows of every tablet of the unit. Needs the network; nothing of it is stored. */
export const fetchBoard = async (
  server: Pick<ServerCalls, 'board'>,
): Promise<Result<BoardResponse, FetchFailure>> => {
  const board = await server.board();
  return board.ok ? board : fail({ code: failureCode(board.error) });
};
