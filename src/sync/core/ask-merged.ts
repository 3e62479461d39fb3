import { base64ToBytes } from '#domain/core/base64.ts';
import { mintNonce } from '#domain/core/random.ts';
import { fail, ok, type Result } from '#domain/core/result.ts';
import type { CallFailure } from '#protocol/call-failure.ts';
import type { MergedAsk } from '#protocol/merged.ts';
import { protocolVersion } from '#protocol/version.ts';
import type { SyncPorts } from './ports.ts';
import type { SaidEntry } from './pulled-page.ts';

/** A line of the unit's feed: something was said of a record. */
export type MergedLine = {
  readonly logId: string;
  readonly position: number;
  readonly entryId: string;
  readonly about: readonly string[];
};

const asksInOne = 20;

/** Asks for what was said of records that this tablet holds; of others it learns nothing [MERGE-12]. */
export const askMerged = async (
  { store, transport, random }: Pick<SyncPorts, 'store' | 'transport' | 'random'>,
  lines: readonly MergedLine[],
): Promise<Result<SaidEntry[], CallFailure>> => {
  const wanted: { line: MergedLine; ask: MergedAsk }[] = [];
  for (const line of lines) {
    const held = await store.findHeld(line);
    const { logId, position } = line;
    if (held !== null) wanted.push({ line, ask: { logId, position, held } });
  }
  const said: SaidEntry[] = [];
  for (let from = 0; from < wanted.length; from += asksInOne) {
    const part = wanted.slice(from, from + asksInOne);
    const asks = part.map(({ ask }) => ask);
    const nonce = mintNonce(random);
    const answer = await transport.merged({ protocol: protocolVersion, nonce, asks });
    if (!answer.ok) return fail(answer.error);
    for (const { logId, position, frame } of answer.value.entries) {
      const asked = part.find(({ ask }) => ask.logId === logId && ask.position === position);
      if (asked === undefined) continue;
      const { entryId, about } = asked.line;
      said.push({ entryId, about, frame: base64ToBytes(frame) });
    }
  }
  return ok(said);
};
