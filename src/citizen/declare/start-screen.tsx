/** @jsxImportSource preact */
import { noticeVersion } from '#domain/declaration/notice.ts';
import { declareWords } from './declare-words.ts';

/** What this is, what becomes of it, and that it has to be true. */
export const StartScreen = () => {
  const say = declareWords.useSay();
  return (
    <>
      <h1>{say('citizen.start')}</h1>
      <p class="lead">{say('citizen.start.lead')}</p>
      <section class="note">
        <h2>{say('citizen.notice')}</h2>
        <p>{say('citizen.notice.text', { version: noticeVersion })}</p>
      </section>
      <p class="note warning">{say('citizen.warning')}</p>
    </>
  );
};
