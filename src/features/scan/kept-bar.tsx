import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { DeliveryMark } from '../../ui/delivery-mark.tsx';
import { useServices } from '../services.ts';
import styles from './scan-screen.module.css';
import type { KeptPeople } from './use-keep-people.ts';

const undoForMs = 5_000;

type KeptBarProps = {
  kept: KeptPeople;
  sameVehicle: boolean;
  onSameVehicle: (isSame: boolean) => void;
  onUndo: () => void;
};

/** Says who was kept; for five seconds it can be taken back, and whoever comes next may be in the same vehicle. */
export const KeptBar = ({ kept, sameVehicle, onSameVehicle, onUndo }: KeptBarProps) => {
  const say = useWords();
  const { clock } = useServices().tablet;
  const [late, setLate] = useState<KeptPeople | null>(null);
  useEffect(() => {
    const rest = Math.max(0, kept.atMs + undoForMs - clock.monoMs());
    const timer = setTimeout(() => setLate(kept), rest);
    return () => clearTimeout(timer);
  }, [kept, clock]);
  const [name = ''] = kept.names;
  return (
    <div className={styles.kept} role="status">
      <DeliveryMark state="here" />
      <span>
        {kept.names.length === 1
          ? say('paper.kept', { name })
          : say('lane.kept.party', { count: kept.names.length, name })}
      </span>
      <Button aria-pressed={sameVehicle} onClick={() => onSameVehicle(!sameVehicle)}>
        {say('lane.same-vehicle')}
      </Button>
      {late !== kept && <Button onClick={onUndo}>{say('lane.undo')}</Button>}
    </div>
  );
};
