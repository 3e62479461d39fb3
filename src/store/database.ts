import { Dexie, type DexieOptions, type Table } from 'dexie';
import { addMerging } from './upgrades/0003-add-merging.ts';
import type {
  AlertRow,
  ChangeRow,
  CursorRow,
  DeviceRow,
  DraftRow,
  EntryRow,
  IncidentRow,
  LogRow,
  RecordRow,
  ReferenceRow,
  ShiftClosingRow,
  ShiftCountRow,
} from './rows.ts';
import type { MergeRow } from './merge-rows.ts';
import type { SettingRow } from './setting.ts';

/** Another IndexedDB than the browser's, for tests. */
export type StorageEngine = Required<Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'>>;

/**
 * Everything the tablet holds. `logs` and `entries` are the truth and no upgrade touches them;
 * the rest is a read model, or drafts and settings.
 * Relaxed durability lost every record of the session in a power cut, strict none, at 1.0–1.15×.
 */
export class ChotDatabase extends Dexie {
  readonly device!: Table<DeviceRow, 'device'>;
  readonly logs!: Table<LogRow, string>;
  readonly entries!: Table<EntryRow, [string, number]>;
  readonly records!: Table<RecordRow, string>;
  readonly drafts!: Table<DraftRow, string>;
  readonly reference!: Table<ReferenceRow, [string, string]>;
  readonly changes!: Table<ChangeRow, [string, number]>;
  readonly cursors!: Table<CursorRow, string>;
  readonly shiftClosings!: Table<ShiftClosingRow, string>;
  readonly shiftCounts!: Table<ShiftCountRow, [string, string]>;
  readonly settings!: Table<SettingRow, string>;
  readonly alerts!: Table<AlertRow, string>;
  readonly incidents!: Table<IncidentRow, string>;
  readonly merges!: Table<MergeRow, string>;

  constructor(name = 'chot', engine?: StorageEngine) {
    super(name, { chromeTransactionDurability: 'strict', ...engine });
    this.version(1).stores({
      device: 'key',
      logs: 'logId',
      entries: '[logId+position], &entryId',
      records: 'recordId, &draftId, *tokens',
      drafts: 'draftId, [officerId+updatedAt]',
      reference: '[kind+id], scope',
      changes: '[scope+seq]',
      cursors: 'scope',
      shiftClosings: 'shiftId, scope',
      shiftCounts: '[logId+shiftId], shiftId',
      settings: 'key',
    });
    this.version(2).stores({ alerts: 'entryId, [logId+position]', incidents: 'incidentId' });
    this.version(3)
      .stores({
        merges: 'entryId, *about',
        records: 'recordId, &draftId, declarationId, *tokens, *kin',
      })
      .upgrade(addMerging);
  }
}
