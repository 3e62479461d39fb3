import { useState } from 'react';
import { readDevice } from '../../store/read-device.ts';
import { readOfficers } from '../../store/read-officers.ts';
import { useServices } from '../services.ts';
import { useLiveQuery } from '../use-live-query.ts';
import { OfficerList } from './officer-list.tsx';
import { PinPad } from './pin-pad.tsx';
import { SignInScreen } from './sign-in-screen.tsx';

/**
 * Nothing of the work is drawn behind this. Whose session stands types the PIN and goes on; anybody else
 * is one tap away.
 */
export const LockScreen = ({ officerId }: { officerId: string }) => {
  const { tablet } = useServices();
  const [chosenId, setChosenId] = useState(officerId);
  const officers = useLiveQuery(tablet.db, async (live) => {
    const device = await readDevice(live);
    return device ? readOfficers(live, device.unitId) : [];
  });
  if (!officers) return null;
  const chosen = officers.find((officer) => officer.officerId === chosenId);
  if (!chosen) return <SignInScreen />;
  return (
    <PinPad key={chosenId} officer={chosen}>
      <OfficerList
        officers={officers.filter((officer) => officer !== chosen)}
        onChoose={(officer) => setChosenId(officer.officerId)}
      />
    </PinPad>
  );
};
