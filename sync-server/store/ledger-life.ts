import type { Kysely } from 'kysely';
import type { CustodyAnswer } from './custody-request.ts';
import type { LedgerMark } from './ledger-mark.ts';
import type { Tables } from './tables.ts';

/** Keeps the note beside the ledger as far as the ledger is. */
export type LedgerLife = {
  /** After a push was taken. */
  readonly noteCustody: (scope: string, answer: CustodyAnswer) => void;
  /** After anything else was written. */
  readonly noteAll: () => Promise<void>;
};

/**
 * Names this life of the database. One that is older than the note beside it, or that no note vouches for,
 * is another history: it gets a new name, and every tablet offers again what it still holds.
 */
export const beginLife = async (
  db: Kysely<Tables>,
  newEpoch: string,
  mark: LedgerMark | null,
): Promise<LedgerLife> => {
  const epochOf = async (): Promise<string | null> =>
    (
      await db
        .selectFrom('server_meta')
        .select('value')
        .where('key', '=', 'epoch')
        .executeTakeFirst()
    )?.value ?? null;
  const known = await epochOf();
  let reached = await readReached(db);
  if (known === null) {
    await db
      .insertInto('server_meta')
      .values({ key: 'epoch', value: newEpoch })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  } else if (mark !== null && !isVouchedFor(known, reached, mark)) {
    await db
      .updateTable('server_meta')
      .set({ value: newEpoch })
      .where('key', '=', 'epoch')
      .execute();
  }
  let epoch = (await epochOf()) ?? newEpoch;
  const note = () => mark?.note({ epoch, total: totalOf(reached) });
  note();
  return {
    noteCustody: (scope, answer) => {
      // Another server has named the life of this database anew: what it had reached counts no more.
      if (answer.epoch !== epoch) reached = nothing();
      ({ epoch } = answer);
      reached = farther(reached, {
        headByScope: new Map([[scope, answer.feedHead ?? 0]]),
        beside: reached.beside + answer.keptBeside,
      });
      note();
    },
    noteAll: async () => {
      if (mark === null) return;
      reached = farther(reached, await readReached(db));
      note();
    },
  };
};

type Reached = {
  readonly headByScope: Map<string, number>;
  /** Alerts and incidents. */
  readonly beside: number;
};

const nothing = (): Reached => ({ headByScope: new Map(), beside: 0 });

/** Pushes may be answered in another order than they were committed in. */
const farther = (one: Reached, other: Reached): Reached => {
  const headByScope = one.headByScope;
  for (const [scope, head] of other.headByScope) {
    headByScope.set(scope, Math.max(head, headByScope.get(scope) ?? 0));
  }
  return { headByScope, beside: Math.max(one.beside, other.beside) };
};

/** The key in `server_meta` of how many incidents were kept and are no more. */
export const incidentsForgottenName = 'incidents-forgotten';

const readReached = async (db: Kysely<Tables>): Promise<Reached> => {
  const heads = await db.selectFrom('feed_counters').selectAll().execute();
  const count = (table: 'alerts' | 'incidents') =>
    db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
  const forgotten = await db
    .selectFrom('server_meta')
    .select('value')
    .where('key', '=', incidentsForgottenName)
    .executeTakeFirst();
  const beside =
    (await count('alerts')).rows + (await count('incidents')).rows + Number(forgotten?.value ?? 0);
  return { headByScope: new Map(heads.map(({ scope, head }) => [scope, head])), beside };
};

const totalOf = ({ headByScope, beside }: Reached): number =>
  [...headByScope.values()].reduce((sum, head) => sum + head, beside);

const isVouchedFor = (epoch: string, reached: Reached, mark: LedgerMark): boolean => {
  const noted = mark.read();
  const total = totalOf(reached);
  // Nothing has happened yet: there is nothing that could have been forgotten.
  if (noted === null) return total === 0;
  return noted.epoch === epoch && noted.total <= total;
};
