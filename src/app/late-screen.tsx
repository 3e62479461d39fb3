import { useEffect, useState, type ComponentType } from 'react';

/**
 * A screen whose code comes after the first one. Not `React.lazy`: React holds a screen back for
 * 300 ms after a fallback was shown, also when its code has long arrived.
 */
export const lateScreen = <Props extends object>(load: () => Promise<ComponentType<Props>>) => {
  let Loaded: ComponentType<Props> | null = null;
  const bring = async (): Promise<void> => {
    Loaded ??= await load();
  };
  const Screen = (props: Props) => {
    const [here, setHere] = useState(Loaded !== null);
    useEffect(() => {
      void bring().then(() => setHere(true));
    }, []);
    return here && Loaded ? <Loaded {...props} /> : null;
  };
  return { Screen, bring };
};
