import { parentPort, workerData } from 'node:worker_threads';
import { createLedgerDesk } from './ledger-desk.ts';
import { openDatabase } from './open-database.ts';
import { errorToFault, type LedgerAnswer, type LedgerCall } from './ledger-messages.ts';

/** The writer's own thread: HTTP goes on while it waits for the disk. */
const path = String(workerData);
const desk = createLedgerDesk(openDatabase(path), path);

const carryOut = ({ ask }: LedgerCall): Promise<unknown> => {
  if (ask.kind === 'take-custody') return desk.takeCustody(ask.request);
  if (ask.kind === 'run-sql') return desk.runSql(ask.call);
  return desk.close();
};

const post = (answer: LedgerAnswer): void => parentPort?.postMessage(answer);

parentPort?.on('message', (call: LedgerCall) => {
  carryOut(call).then(
    (value) => post({ id: call.id, ok: true, value }),
    (error: unknown) => post({ id: call.id, ok: false, fault: errorToFault(error) }),
  );
});
