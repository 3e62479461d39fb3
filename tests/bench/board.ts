import { buildTablet } from '../support/build-tablet.ts';
import { openBoard, openBoardCity, updateBoard } from './board-city.ts';

const rounds = 5;

const median = (values: readonly number[]): number =>
  Math.round(
    values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN,
  );

const measure = async (kind: 'SQLite' | 'PostgreSQL') => {
  const city = await openBoardCity(kind);
  const opened: number[] = [];
  for (let round = 0; round < rounds; round += 1) opened.push(await openBoard(city.page));
  const updated: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    updated.push(await updateBoard(city, 7000 + round));
  }
  await city.close();
  return { first: Math.round(opened[0] ?? 0), opened: median(opened), updated: median(updated) };
};

/** The board of a whole city on both engines. */
export const benchBoard = async (): Promise<Record<string, number>> => {
  buildTablet();
  const sqlite = await measure('SQLite');
  const postgres = await measure('PostgreSQL');
  return {
    board_open_first_ms_city: sqlite.first,
    board_open_ms_city: sqlite.opened,
    board_update_ms: sqlite.updated,
    board_open_first_ms_city_postgres: postgres.first,
    board_open_ms_city_postgres: postgres.opened,
    board_update_ms_postgres: postgres.updated,
  };
};
