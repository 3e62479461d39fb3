import { useCallback, useEffect, useState } from 'react';
import { failureCode } from '#protocol/call-failure.ts';
import type { RulesPreviewResponse, RulesReadResponse } from '#protocol/rules.ts';
import type { Rule, RuleSet } from '#domain/verdict/rule-set.ts';
import type { FetchFailure } from '../../sync/fetch-board.ts';
import { useServices } from '../services.ts';

export type RuleDesk = {
  readonly busy: boolean;
  readonly trouble: FetchFailure['code'] | null;
  readonly published: RulesReadResponse['published'] | null;
  readonly preview: { readonly of: readonly Rule[]; readonly said: RulesPreviewResponse } | null;
  /** What was published last. */
  readonly done: RuleSet | null;
  /** What was asked last: asked again once the second factor is proven. */
  readonly again: () => void;
  readonly tryOut: (rules: readonly Rule[], unitId: string | null) => void;
  readonly publish: (rules: readonly Rule[], effectiveAtMs: number, onDone: () => void) => void;
};

const previewHours = 24;

/** What the command post asks of the server about rules. */
export const useRuleDesk = (): RuleDesk => {
  const { transport, sync } = useServices();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<RuleDesk['trouble']>(null);
  const [published, setPublished] = useState<RuleDesk['published']>(null);
  const [preview, setPreview] = useState<RuleDesk['preview']>(null);
  const [done, setDone] = useState<RuleSet | null>(null);
  const [last, setLast] = useState<{ ask: () => Promise<void> } | null>(null);

  const run = useCallback(async (ask: () => Promise<void>) => {
    setLast({ ask });
    setBusy(true);
    setTrouble(null);
    await ask();
    setBusy(false);
  }, []);
  const read = useCallback(async () => {
    const answer = await transport.readRules();
    if (answer.ok) setPublished(answer.value.published);
    else setTrouble(failureCode(answer.error));
  }, [transport]);
  useEffect(() => {
    let isGone = false;
    void transport.readRules().then((answer) => {
      if (isGone) return;
      if (answer.ok) setPublished(answer.value.published);
      else setTrouble(failureCode(answer.error));
    });
    return () => {
      isGone = true;
    };
  }, [transport]);

  const tryOut = (rules: readonly Rule[], unitId: string | null) =>
    void run(async () => {
      const answer = await transport.previewRules({ rules, unitId, hours: previewHours });
      if (answer.ok) setPreview({ of: rules, said: answer.value });
      else setTrouble(failureCode(answer.error));
    });
  const publish: RuleDesk['publish'] = (rules, effectiveAtMs, onDone) =>
    void run(async () => {
      const answer = await transport.publishRules({ rules, effectiveAtMs });
      if (!answer.ok) {
        setTrouble(failureCode(answer.error));
        return;
      }
      setDone(answer.value.ruleSet);
      onDone();
      setPreview(null);
      sync.wake('asked');
      await read();
    });
  return {
    busy,
    trouble,
    published,
    preview,
    done,
    again: () => {
      void run(last?.ask ?? read);
    },
    tryOut,
    publish,
  };
};
