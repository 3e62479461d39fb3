import { useEffect, useEffectEvent } from 'react';

/** Ctrl+Enter keeps the sheet, F2 goes on with the vehicle before, wherever the focus is, but not over a question that is being asked. */
export const useKeepKeys = (onKeep: () => void, onSameVehicle: () => void): void => {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const keeps = event.key === 'Enter' && event.ctrlKey;
    if ((!keeps && event.key !== 'F2') || event.isComposing) return;
    if (document.querySelector('dialog[open]')) return;
    event.preventDefault();
    if (keeps) onKeep();
    else onSameVehicle();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
};
