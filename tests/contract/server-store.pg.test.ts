import { onPostgres } from './engines.ts';
import { storeContract } from './store-contract.ts';

storeContract(onPostgres);
