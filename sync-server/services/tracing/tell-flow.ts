import { flowBetween } from '#domain/tracing/flow.ts';
import type { TraceFlowRequest, TraceFlowResponse } from '#protocol/tracing.ts';
import type { ServicePorts } from '../service-ports.ts';

/** From which unit to which people went on. It tells of nobody, so that nothing is noted. */
export const tellFlow = async (
  { store }: Pick<ServicePorts, 'store'>,
  { nonce, fromMs, throughMs }: TraceFlowRequest,
): Promise<TraceFlowResponse> => {
  const unitIds = (await store.listUnits()).map(({ unitId }) => unitId);
  return { nonce, flows: flowBetween(await store.listFlowSteps(unitIds, fromMs, throughMs)) };
};
