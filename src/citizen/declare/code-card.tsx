/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { formatClock, formatDay } from '../../i18n/format.ts';
import { saveFile } from '../../platform/save-file.ts';
import { keepScreenAwake } from '../../platform/wake-lock.ts';
import { AskTwice } from './ask-twice.tsx';
import { CodePicture, drawCode } from './code-picture.tsx';
import { declareWords } from './declare-words.ts';
import type { KeptCode } from './kept.ts';
import { PostTold } from './post-told.tsx';
import { linkOf } from './shared-link.ts';

type CodeCardProps = {
  code: KeptCode;
  nowMs: number;
  onAddPerson: () => void;
  onCorrect: () => void;
  onWithdrawn: () => void;
  onAgain: () => void;
  onForget: () => void;
};

/** One person's code, alone and large; what can be done with it stands below. */
export const CodeCard = (props: CodeCardProps) => {
  const say = declareWords.useSay();
  const { code, nowMs, onAddPerson, onCorrect, onWithdrawn, onAgain, onForget } = props;
  const [told, setTold] = useState<string | null>(null);
  const until = { time: formatClock(code.expiresAtMs), day: formatDay(code.expiresAtMs) };
  const isExpired = nowMs >= code.expiresAtMs;
  const isGood = !isExpired && !code.isWithdrawn;
  useEffect(() => (isGood ? keepScreenAwake() : undefined), [isGood]);

  const valid = say(isExpired ? 'citizen.expired' : 'citizen.valid', until);
  const savePicture = async () => {
    const file = await drawCode(code.code, [code.initials, valid]);
    if (file) saveFile(file.name, file.type, new Uint8Array(await file.arrayBuffer()));
  };
  const share = async () => {
    const url = linkOf(code.code);
    try {
      if (typeof navigator.share === 'function') await navigator.share({ url });
      else {
        await navigator.clipboard.writeText(url);
        setTold(say('citizen.share.copied'));
      }
    } catch {
      // Closed again: the code is still here.
    }
  };
  const withdraw = async () => {
    if (code.secret === null) return;
    const { declarationId, secret } = code;
    const answer = await import('./send-declaration.ts')
      .then(({ sendWithdrawal }) => sendWithdrawal({ declarationId, secret }))
      .catch(() => null);
    if (answer?.ok) onWithdrawn();
    else if (answer?.error.kind === 'refused') setTold(say(answer.error.code));
    else setTold(say('citizen.withdraw.offline'));
  };

  return (
    <article class="code">
      <div class={isGood ? 'shown' : 'shown spent'}>
        {isGood && <h1>{say('citizen.show')}</h1>}
        <CodePicture
          code={code.code}
          label={say('citizen.code-of', { name: code.initials })}
          loss="L"
        />
        <p class="whose">{code.initials}</p>
        <p class="numbers">{code.isWithdrawn ? say('citizen.withdrawn') : valid}</p>
      </div>
      <div class="printed" aria-hidden="true">
        <CodePicture code={code.code} label="" loss="M" />
      </div>
      {isGood && <PostTold post={code.post} nowMs={nowMs} />}
      {isGood && <p class="hint">{say('citizen.bright')}</p>}
      <p class="said" role="status">
        {told}
      </p>
      <div class="deeds">
        {isGood && (
          <>
            <button type="button" class="plain" onClick={() => void savePicture()}>
              {say('citizen.save-picture')}
            </button>
            <button type="button" class="plain" onClick={() => print()}>
              {say('citizen.print')}
            </button>
            <button type="button" class="plain" onClick={() => void share()}>
              {say('citizen.share')}
            </button>
          </>
        )}
        {code.input && isGood && (
          <>
            <button type="button" class="plain" onClick={onAddPerson}>
              {say('citizen.add-person')}
            </button>
            <button type="button" class="plain" onClick={onCorrect}>
              {say('citizen.correct')}
            </button>
            <AskTwice
              words={say('citizen.withdraw')}
              question={say('citizen.withdraw.ask')}
              yes={say('citizen.withdraw.yes')}
              onYes={() => void withdraw()}
            />
          </>
        )}
        {code.input && !isGood && (
          <button type="button" class="action" onClick={onAgain}>
            {say('citizen.again')}
          </button>
        )}
        {(code.input === null || !isGood) && (
          <button type="button" class="plain" onClick={onForget}>
            {say('citizen.forget')}
          </button>
        )}
      </div>
    </article>
  );
};
