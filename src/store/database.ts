import { Dexie, type DexieOptions, type PromiseExtended, type Table } from 'dexie';
import { NewerDatabase } from './newer-database.ts';
import type { Vault } from '../vault/vault.ts';
import { sealTables } from './sealed-tables.ts';
import { addMerging } from './upgrades/0003-add-merging.ts';
import { markUnsealed } from './upgrades/0004-mark-unsealed.ts';
import type {
  AlertRow,
  ChangeRow,
  CursorRow,
  DeviceRow,
  DraftRow,
  EntryRow,
  IncidentRow,
  LogRow,
  PaperRow,
  ParcelRow,
  RecordRow,
  ReferenceRow,
  ShiftClosingRow,
  ShiftCountRow,
  ShiftLineRow,
  ShiftStatementRow,
} from './rows.ts';
import type { MergeRow } from './merge-rows.ts';
import type { SettingRow } from './setting.ts';

/** Another IndexedDB than the browser's, for tests. */
export type StorageEngine = Required<Pick<DexieOptions, 'indexedDB' | 'IDBKeyRange'>>;

/** Dexie writes version 2 of a schema as 20. */
const versionStep = 10;

/**
 * Everything the tablet holds. `logs` and `entries` are the truth and no upgrade touches them;
 * the rest is a read model, or drafts and settings. What it says of people is sealed by the vault.
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
  readonly shiftLines!: Table<ShiftLineRow, string>;
  readonly shiftStatements!: Table<ShiftStatementRow, string>;
  readonly settings!: Table<SettingRow, string>;
  readonly alerts!: Table<AlertRow, string>;
  readonly incidents!: Table<IncidentRow, string>;
  readonly merges!: Table<MergeRow, string>;
  readonly papers!: Table<PaperRow, [string, string]>;
  readonly parcels!: Table<ParcelRow, string>;
  readonly vault: Vault;

  /** Rejects with `NewerDatabase` when a newer version takes over; never resolves. */
  readonly takenOver: Promise<never>;
  isTakenOver = false;
  readonly #giveUp: () => void;

  constructor(vault: Vault, name = 'chot', engine?: StorageEngine) {
    super(name, { chromeTransactionDurability: 'strict', ...engine });
    this.vault = vault;
    this.use(sealTables(vault));
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
    this.version(4).stores({}).upgrade(markUnsealed);
    this.version(5).stores({
      papers: '[entryId+kind], data.block, padId, serialToken, declarationId, kind',
    });
    this.version(6).stores({ parcels: 'parcelId, state' });
    this.version(8).stores({ shiftLines: 'entryId, shiftId', shiftStatements: 'shiftId' });
    let giveUp = (): void => undefined;
    this.takenOver = new Promise<never>((_, reject) => {
      giveUp = () => reject(new NewerDatabase());
    });
    this.takenOver.catch(() => undefined);
    this.#giveUp = giveUp;
    const ownVersion = this.verno;
    this.on('versionchange', ({ newVersion }) => {
      if (newVersion !== null && newVersion > ownVersion * versionStep) this.#beTakenOver();
      this.close({ disableAutoOpen: false });
      return false;
    });
    // Dexie opens a database of a later version as if it were its own.
    const refuseNewer = () => {
      const { version } = this.backendDB();
      if (Math.floor(version / versionStep) <= ownVersion) return;
      this.#beTakenOver();
      throw new NewerDatabase();
    };
    this.on('ready', refuseNewer, true);
  }

  /** Once taken over it never opens again: who reads waits, and the screen stays as it is. */
  override open(): PromiseExtended<Dexie> {
    return this.isTakenOver ? new Dexie.Promise<Dexie>(() => undefined) : super.open();
  }

  #beTakenOver(): void {
    this.isTakenOver = true;
    this.#giveUp();
  }
}
