import { readConfig } from './config.ts';
import { addSealingKey } from './services/sealing/sealing-keys.ts';

/** `npm run rotate-key`: a new key for tablets to seal to, told to them at the server's next start. */
const config = readConfig();
if (config.ok) {
  const { sealingKeysFile } = config.value;
  const keys = addSealingKey(sealingKeysFile, Date.now());
  process.stdout.write(
    `${sealingKeysFile} now holds ${keys.length} keys. Start the server again, and keep a copy of the file.\n`,
  );
} else {
  process.stderr.write(`${config.error}\n`);
  process.exitCode = 1;
}
