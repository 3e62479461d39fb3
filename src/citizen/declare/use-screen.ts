import { useEffect, useState } from 'preact/hooks';

export type Screen =
  | { readonly name: 'start' }
  /** One step of the questions. */
  | { readonly name: 'step'; readonly at: number }
  /** All of them on one page. */
  | { readonly name: 'whole' }
  | { readonly name: 'codes' };

const isScreen = (value: unknown): value is Screen =>
  typeof value === 'object' && value !== null && 'name' in value;

/** Which screen is shown, in the browser's history: the telephone's own Back goes one question back. */
export const useScreen = (first: Screen) => {
  const [screen, setScreen] = useState<Screen>(() => {
    const kept: unknown = history.state;
    return isScreen(kept) ? kept : first;
  });
  useEffect(() => {
    const back = (event: PopStateEvent) => {
      const state: unknown = event.state;
      setScreen(isScreen(state) ? state : first);
      scrollTo(0, 0);
    };
    addEventListener('popstate', back);
    return () => removeEventListener('popstate', back);
  }, [first]);
  const go = (next: Screen) => {
    history.pushState(next, '', `${location.pathname}${location.search}`);
    setScreen(next);
    scrollTo(0, 0);
  };
  return { screen, go };
};
