import { fail, ok } from '#domain/core/result.ts';
import { openRoles } from '#domain/open/open-role.ts';
import { makeOpenKey, revokeOpenKey } from '../services/open/open-keys.ts';
import type { Command } from './command.ts';

/** Keys by which others read the open data. */
export const openKeyCommands: Readonly<Record<string, Command>> = {
  'open-key add': {
    usage: `open-key add --name <holder> --reads ${openRoles.join('|')}   prints a key, this once`,
    run: async (ports, { name, reads }) => {
      if (name === undefined || reads === undefined) return fail('--name and --reads are needed');
      const { keyId, key } = await makeOpenKey(ports, { holder: name, role: reads });
      return ok(`${keyId}  ${reads}  ${name}\n${key}`);
    },
  },
  'open-key list': {
    usage: 'open-key list                             keys of the open data, revoked ones too',
    run: async ({ store }) => {
      const lines = (await store.listOpenKeys()).map(({ keyId, role, holder, revokedAtMs }) =>
        [keyId, role, revokedAtMs === null ? 'works' : 'revoked', holder].join('  '),
      );
      return ok(lines.join('\n'));
    },
  },
  'open-key revoke': {
    usage: 'open-key revoke --key <id>                opens nothing from now on',
    run: async (ports, { key }) => {
      if (key === undefined) return fail('--key is needed');
      const revoked = await revokeOpenKey(ports, key);
      return revoked.ok ? ok(`${revoked.value} is revoked`) : revoked;
    },
  },
};
