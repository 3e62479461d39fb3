import { openSqliteStore } from './server-world.ts';
import { storeContract } from './store-contract.ts';

storeContract('SQLite', openSqliteStore);
