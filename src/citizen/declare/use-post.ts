import { useEffect, useState } from 'preact/hooks';
import { unitInAddress, type Post, type PostStanding } from './post.ts';

export type Followed = {
  /** What goes on a declaration; null: no poster, or one of no unit. */
  readonly post: Post | null;
  /** Null: no poster. */
  readonly standing: PostStanding | null;
  /** They stand somewhere else. */
  readonly leave: () => void;
};

type Heard = { readonly unitId: string; readonly name: string | null | false };

/**
 * The poster that the page was opened by, or that what is being answered was begun at; its unit is asked for by
 * name, again when the line returns.
 * @param onLeave what is being answered is for no checkpoint any more
 */
export const usePost = (begun: Post | undefined, onLeave: () => void): Followed => {
  const [addressed, setAddressed] = useState(() => unitInAddress(location.search));
  const [heard, setHeard] = useState<Heard | null>(null);
  const unitId = addressed ?? begun?.unitId ?? null;
  useEffect(() => {
    if (unitId === null || unitId === '') return undefined;
    let isGone = false;
    const ask = async () => {
      const name = await import('./ask-post.ts')
        .then(({ askPost }) => askPost(unitId))
        .catch(() => false as const);
      if (!isGone) setHeard({ unitId, name });
    };
    const again = () => void ask();
    again();
    addEventListener('online', again);
    return () => {
      isGone = true;
      removeEventListener('online', again);
    };
  }, [unitId]);
  const leave = () => {
    history.replaceState(history.state, '', location.pathname);
    setAddressed(null);
    onLeave();
  };
  if (unitId === null) return { post: null, standing: null, leave };
  const kept = begun?.unitId === unitId ? begun.name : null;
  const said = heard?.unitId === unitId ? heard.name : undefined;
  if (unitId === '' || said === null) return { post: null, standing: 'unknown', leave };
  const name = said || kept;
  const standing: PostStanding =
    name !== null ? 'known' : said === undefined ? 'asking' : 'no-line';
  return { post: { unitId, name }, standing, leave };
};
