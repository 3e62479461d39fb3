import {
  startTakingSandbox,
  type SandboxSettings,
  type TakingSandbox,
} from '../../taking-sandbox.ts';

export type HealthSandbox = TakingSandbox;

/** A health department's system of this machine: it takes FHIR bundles. */
export const startHealthSandbox = (
  settings: Pick<SandboxSettings, 'port' | 'secret'>,
): Promise<HealthSandbox> =>
  startTakingSandbox({
    ...settings,
    path: '/fhir',
    mediaType: 'application/fhir+json',
    takenBody: { resourceType: 'Bundle', type: 'transaction-response' },
    faultBody: (code) => ({
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'error', code }],
    }),
  });
