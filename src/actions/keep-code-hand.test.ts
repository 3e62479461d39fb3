import { expect, it } from 'vitest';
import { createTestTablet } from '../../tests/support/tablet-fixture.ts';
import { readCodeHand } from '../store/code-hand.ts';
import { readSetting } from '../store/settings.ts';
import { createVault } from '../vault/vault.ts';
import { keepCodeHand } from './keep-code-hand.ts';

const codes = ['001190012345||Nguyễn Thị Đào', 'CG-000123'];

it('[SCAN-3] codes in hand are there after a restart, sealed, and only for the officer who read them', async () => {
  const tablet = createTestTablet(81);
  await keepCodeHand(tablet, 'cb-01', codes);
  const kept = await readSetting(tablet.db, 'codeHand:cb-01');
  const bytes = kept?.sealed ?? new Uint8Array();
  expect(bytes.length).toBeGreaterThan(codes.join('').length);
  expect(new TextDecoder().decode(bytes)).not.toContain('001190012345');
  const reopened = tablet.restart(tablet.db.vault);
  expect(await readCodeHand(reopened.db, 'cb-01')).toEqual(codes);
  expect(await readCodeHand(reopened.db, 'cb-02')).toEqual([]);
  expect(await readCodeHand(tablet.restart(createVault()).db, 'cb-01')).toEqual([]);
  await keepCodeHand(reopened, 'cb-01', []);
  expect(await readCodeHand(reopened.db, 'cb-01')).toEqual([]);
});
