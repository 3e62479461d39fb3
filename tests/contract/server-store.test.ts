import { onSqlite } from './engines.ts';
import { storeContract } from './store-contract.ts';

storeContract(onSqlite);
