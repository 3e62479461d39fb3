import type { FieldDefinition, FormInput } from '#domain/declaration/form.ts';
import type { SerialDoubt } from '#domain/paper/doubt-serial.ts';
import { readSerialDoubt } from '../../store/paper-ledger.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { readShown } from './use-kept-before.ts';

/** What the ledger of sheets has against the serial as it is typed [SERIAL-5]. */
export const useSerialDoubt = (
  fields: readonly FieldDefinition[],
  input: FormInput,
  unitId: string | null,
): SerialDoubt | null => {
  const { tablet } = useServices();
  const serial = readShown(fields, input, 'paperSerial');
  const found = useLiveQuery(
    tablet.db,
    async (live) => {
      if (serial === null || unitId === null) return null;
      return { serial, doubt: await readSerialDoubt(live, unitId, serial) };
    },
    [unitId, serial],
  );
  return found && found.serial === serial ? found.doubt : null;
};
