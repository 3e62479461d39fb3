import { onSqlite } from './engines.ts';
import { identityQueueContract } from './identity-queue-contract.ts';

identityQueueContract(onSqlite, 5000);
