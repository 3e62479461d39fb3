import { deliverReports, type ReportDeliveryPorts } from '../services/reports/deliver-reports.ts';
import { noteReports } from '../services/reports/receive-report.ts';
import type { ServicePorts } from '../services/service-ports.ts';
import { keepOn, type Job } from './keep-on.ts';
import { lookThrough } from './look-through.ts';

/** Notes reports that officers took down as they arrive, and sends on what was forwarded or answered. */
export const startReports = (
  ports: ReportDeliveryPorts & Pick<ServicePorts, 'openFrame'>,
  onFault: (error: unknown) => void,
): Job => {
  const note = lookThrough(ports, { note: (sinceMs) => noteReports(ports, sinceMs) });
  return keepOn([note, () => deliverReports(ports)], onFault);
};
