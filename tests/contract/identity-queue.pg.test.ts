import { onPostgres } from './engines.ts';
import { identityQueueContract } from './identity-queue-contract.ts';

identityQueueContract(onPostgres, 1000);
