/** @jsxImportSource preact */
import { declareWords } from './declare-words.ts';
import type { Followed } from './use-post.ts';

type PostNoteProps = {
  followed: Followed;
  /** In a line above a question: it was said whole before. */
  isShort?: boolean;
};

/** At which checkpoint one declares, in plain words; nothing where no poster was followed. */
export const PostNote = ({ followed, isShort = false }: PostNoteProps) => {
  const say = declareWords.useSay();
  const { post, standing, leave } = followed;
  if (standing === null || (isShort && !post)) return null;
  if (!post) {
    return (
      <p class="note warning" role="status">
        {say('citizen.post.unknown')}
      </p>
    );
  }
  const unit = post.name ?? post.unitId;
  if (isShort) {
    return (
      <p class="hint">
        {say('citizen.post')} <strong>{unit}</strong>
      </p>
    );
  }
  return (
    <section class="note post" role="status">
      <p>{say('citizen.post')}</p>
      <p class="whose">{unit}</p>
      <p class="hint">
        {standing === 'known'
          ? say('citizen.post.text')
          : say(standing === 'asking' ? 'citizen.post.asking' : 'citizen.post.no-line')}
      </p>
      <button type="button" class="link" onClick={leave}>
        {say('citizen.post.other')}
      </button>
    </section>
  );
};
