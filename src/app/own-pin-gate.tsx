import { OwnPinScreen } from '../features/sign-in/own-pin-screen.tsx';
import { useIdleLock } from './use-idle-lock.ts';

/** The choice of a PIN instead of the work; left alone it locks as the work does. */
export const OwnPinGate = () => {
  useIdleLock();
  return <OwnPinScreen />;
};
