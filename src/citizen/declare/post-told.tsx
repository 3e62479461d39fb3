/** @jsxImportSource preact */
import { declareWords } from './declare-words.ts';
import type { KeptCode } from './kept.ts';

/** Whether the officers of the poster's checkpoint have what was declared there, for as long as they see it. */
export const PostTold = ({ post, nowMs }: { post: KeptCode['post']; nowMs: number }) => {
  const say = declareWords.useSay();
  if (!post || (post.untilMs !== null && nowMs >= post.untilMs)) return null;
  const isTold = post.untilMs !== null;
  return (
    <p class={isTold ? 'note' : 'note warning'}>
      {isTold
        ? say('citizen.post.told', { unit: post.name ?? post.unitId })
        : say('citizen.post.not-told')}
    </p>
  );
};
