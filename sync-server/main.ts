import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Beside the code, for whoever may write there may change the code as well; where nobody may, there is none.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/server', import.meta.url)));

// Nothing is imported above that is worth keeping compiled.
const { readConfig } = await import('./config.ts');
const { refuse } = await import('./refuse.ts');

const config = readConfig();
const words = process.argv.slice(2);
if (!config.ok) refuse(config.error);
else if (words.length > 0) await (await import('./run-command.ts')).runCommand(config.value, words);
else await (await import('./serve.ts')).serve(config.value);
