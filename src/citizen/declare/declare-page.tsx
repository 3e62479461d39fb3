/** @jsxImportSource preact */
import { bytesToHex } from '@noble/hashes/utils.js';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { uuidV4 } from '#domain/core/uuid.ts';
import { nextInVehicle, samePersonAgain } from '#domain/declaration/citizen-steps.ts';
import type { FormInput } from '#domain/declaration/form.ts';
import { systemRandom } from '../../platform/random.ts';
import { CodesScreen } from './codes-screen.tsx';
import { FormScreen } from './form-screen.tsx';
import { nothingKept, type Draft, type Kept, type KeptCode, type Waiting } from './kept.ts';
import { unitInAddress } from './post.ts';
import { codeInAddress } from './shared-link.ts';
import { StartScreen } from './start-screen.tsx';
import { useKept } from './use-kept.ts';
import { usePost } from './use-post.ts';
import { useScreen, type Screen } from './use-screen.ts';
import { useSending } from './use-sending.ts';

/** Tapped before there was any script: the address remembers it. */
const beginning: Readonly<Record<string, 'yes' | 'no'>> = { '#toi': 'no', '#ho': 'yes' };

const without = <One extends { readonly declarationId: string }>(
  list: readonly One[],
  { declarationId }: { readonly declarationId: string },
): readonly One[] => list.filter((one) => one.declarationId !== declarationId);

const inSent =
  (draft: Draft, post: Draft['post']) =>
  (kept: Kept): Kept => ({
    ...kept,
    draft: null,
    waiting: [
      ...kept.waiting,
      {
        declarationId: uuidV4(systemRandom(16)),
        secret: bytesToHex(systemRandom(32)),
        input: draft.input,
        corrects: draft.corrects,
        post,
        refused: null,
      },
    ],
  });

/** The citizen's page: the questions, and the codes that come of them. */
export const DeclarePage = () => {
  const { kept, isLasting, change } = useKept();
  const delivery = useSending(kept, change);
  const first = useMemo((): Screen => {
    const hasCodes = kept.codes.length + kept.waiting.length > 0;
    const isAtPost = unitInAddress(location.search) !== null;
    return { name: hasCodes && !kept.draft && !isAtPost ? 'codes' : 'start' };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- where the page begins does not change with it
  }, []);
  const { screen, go } = useScreen(first);
  const followed = usePost(kept.draft?.post, () =>
    change((before) => ({
      ...before,
      draft: before.draft && { ...before.draft, post: undefined },
    })),
  );
  const [hasBadLink, setBadLink] = useState(false);

  const begin = (
    input: FormInput,
    corrects: Draft['corrects'],
    at: number,
    former?: Draft['post'],
  ) => {
    const post = followed.post ?? former;
    change((before) => ({ ...before, draft: { input, corrects, post } }));
    go({ name: 'step', at });
  };
  const beginFor = (byProxy: 'yes' | 'no') => begin({ byProxy }, null, byProxy === 'yes' ? 0 : 1);
  const openLink = async (text: string) => {
    history.replaceState(history.state, '', `${location.pathname}${location.search}`);
    const reader = await import('./read-shared-code.ts').catch(() => null);
    const code = reader?.readSharedCode(text) ?? null;
    setBadLink(code === null);
    if (code === null) return go({ name: 'start' });
    change((before) => ({
      ...before,
      codes: before.codes.some(({ declarationId }) => declarationId === code.declarationId)
        ? before.codes
        : [...before.codes, code],
    }));
    go({ name: 'codes' });
  };
  useEffect(() => {
    const takeLink = () => {
      const shared = codeInAddress(location.hash);
      if (shared !== null) void openLink(shared);
    };
    takeLink();
    // A link that is opened where the page is open already loads nothing.
    addEventListener('hashchange', takeLink);
    const begun = beginning[location.hash];
    if (begun) {
      history.replaceState(null, '', `${location.pathname}${location.search}`);
      beginFor(begun);
    }
    return () => removeEventListener('hashchange', takeLink);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the address that the page was opened with
  }, []);

  const { draft } = kept;
  const hasPeople = kept.codes.length + kept.waiting.length > 0;
  const send = () => {
    if (!draft) return;
    // A second tap finds no draft and sends nothing.
    change((before) =>
      before.draft ? inSent(before.draft, followed.post ?? undefined)(before) : before,
    );
    go({ name: 'codes' });
  };
  const edit = (waiting: Waiting) => {
    change((before) => ({ ...before, waiting: without(before.waiting, waiting) }));
    begin(waiting.input, waiting.corrects, 0, waiting.post);
  };
  const correct = ({ input, declarationId, secret, post }: KeptCode) => {
    if (input === null || secret === null) return;
    const { 'ack.how': _, ...answers } = input;
    begin(answers, { declarationId, secret }, 8, post);
  };

  if ((screen.name === 'step' || screen.name === 'whole') && draft) {
    return (
      <FormScreen
        draft={draft}
        at={screen.name === 'whole' ? null : screen.at}
        followed={followed}
        isLasting={isLasting}
        onInput={(toNext) =>
          change((before) => ({
            ...before,
            draft: { ...(before.draft ?? draft), input: toNext((before.draft ?? draft).input) },
          }))
        }
        onGo={go}
        onSend={send}
      />
    );
  }
  if (screen.name !== 'start' && hasPeople) {
    return (
      <CodesScreen
        kept={kept}
        delivery={delivery}
        onAddPerson={(code) => code.input && begin(nextInVehicle(code.input), null, 0, code.post)}
        onCorrect={correct}
        onWithdrawn={(code) =>
          change((before) => ({
            ...before,
            codes: before.codes.map((one) =>
              one.declarationId === code.declarationId ? { ...one, isWithdrawn: true } : one,
            ),
          }))
        }
        onAgain={(code) => code.input && begin(samePersonAgain(code.input), null, 0)}
        onForget={(code) => change((before) => ({ ...before, codes: without(before.codes, code) }))}
        onEdit={edit}
        onNew={() => go({ name: 'start' })}
      />
    );
  }
  return (
    <StartScreen
      kept={kept}
      followed={followed}
      hasBadLink={hasBadLink}
      onBegin={beginFor}
      onResume={() => go({ name: 'step', at: 0 })}
      onCodes={() => go({ name: 'codes' })}
      onErase={() => change(() => nothingKept)}
    />
  );
};
