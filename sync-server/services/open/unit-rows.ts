import type { z } from 'zod';
import { publicUnitOf } from '#domain/unit/unit.ts';
import type { openUnitSchema } from '#protocol/open-data.ts';
import type { ServicePorts } from '../service-ports.ts';
import type { RowBatch } from './row-batch.ts';

/** Units in the order in which they were made known. */
export async function* unitRows(
  { store }: Pick<ServicePorts, 'store'>,
  after: readonly unknown[] | null,
): AsyncGenerator<RowBatch<z.infer<typeof openUnitSchema>>> {
  const units = await store.listUnits();
  const [last] = after ?? [];
  for (const unit of units.slice(units.findIndex(({ unitId }) => unitId === last) + 1)) {
    const { agency, ...known } = { ...publicUnitOf(unit), agency: unit.agency ?? null };
    yield { rows: [{ ...known, agency }], key: [unit.unitId] };
  }
}
