import { unitResponseSchema } from '#protocol/enrol.ts';
import { callServer } from '../../platform/network.ts';

/** The name of a unit; null: there is none of this id; false: there was no answer. */
export const askPost = async (unitId: string): Promise<string | null | false> => {
  const url = `/api/v1/units/${encodeURIComponent(unitId)}`;
  const answer = await callServer({ url, answer: unitResponseSchema }, (to, init) =>
    fetch(to, init),
  );
  if (answer.ok) {
    const { name, district } = answer.value.unit;
    return [name, district].filter(Boolean).join(', ');
  }
  const { error } = answer;
  return error.kind === 'refused' && error.code === 'unit/unknown' ? null : false;
};
