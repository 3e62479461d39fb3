/**
 * The database that is being written is no longer the file at its path: it was deleted or replaced.
 * Nothing more may be acknowledged, because the next start would not find it.
 */
export class LedgerLost extends Error {
  override name = 'LedgerLost';
  constructor(path: string) {
    super(
      `The ledger ${path} was deleted or replaced while the server was running. Nothing more is accepted; put the right file back and start the server again.`,
    );
  }
}
