import { voiceOf } from '#domain/board/trouble.ts';
import type { UnitTablet } from '#protocol/board-live.ts';
import { useWords, type Say } from '../../i18n/use-words.ts';
import { ageWords } from './age-words.ts';
import { TroubleSign } from './trouble-sign.tsx';
import styles from './unit-panel.module.css';

/** A clock that is off by less disturbs nobody. */
const rightWithinMs = 60_000;
const lowBatteryPercent = 20;

type Voice = ReturnType<typeof voiceOf> | 'switched-off' | 'retired';

const voiceNow = ({ ended, lastContactAtMs, unsentRecords }: UnitTablet, nowMs: number): Voice =>
  ended ?? voiceOf(lastContactAtMs, unsentRecords, nowMs);

const clockWords = (say: Say, clockOffsetMs: number): string => {
  const age = ageWords(say, Math.abs(clockOffsetMs));
  if (Math.abs(clockOffsetMs) < rightWithinMs) return say('board.tablet.clock.right');
  return say(clockOffsetMs < 0 ? 'board.tablet.clock.fast' : 'board.tablet.clock.slow', { age });
};

/** Tablets of a unit: the silent ones first and loud. */
export const UnitTablets = ({
  tablets,
  nowMs,
}: {
  tablets: readonly UnitTablet[];
  nowMs: number;
}) => {
  const rank = (tablet: UnitTablet): number =>
    ['silent', 'heard', 'never', 'resting'].indexOf(voiceNow(tablet, nowMs)) + 1 || 9;
  return (
    <ul className={`${styles.tablets} numbers`}>
      {tablets
        .toSorted((one, other) => rank(one) - rank(other))
        .map((tablet) => (
          <TabletItem key={tablet.deviceId} tablet={tablet} nowMs={nowMs} />
        ))}
    </ul>
  );
};

const TabletItem = ({ tablet, nowMs }: { tablet: UnitTablet; nowMs: number }) => {
  const say = useWords();
  const { name, delivered, unsentRecords, oldestUnsentAtMs, lastContactAtMs, told } = tablet;
  const voice = voiceNow(tablet, nowMs);
  const silentFor = ageWords(say, nowMs - (lastContactAtMs ?? nowMs));
  const battery = told?.battery;
  const isLow = battery !== undefined && !battery.charging && battery.percent <= lowBatteryPercent;
  const facts: readonly { text: string | false; isLoud?: boolean }[] = [
    {
      text: lastContactAtMs !== null && say('board.tablet.heard', { age: silentFor }),
    },
    {
      text:
        oldestUnsentAtMs !== null &&
        say('board.tablet.oldest', { age: ageWords(say, nowMs - oldestUnsentAtMs) }),
      isLoud: true,
    },
    {
      text: told !== null && told.drafts > 0 && say('board.tablet.drafts', { count: told.drafts }),
    },
    {
      text: tablet.conflicts > 0 && say('board.tablet.conflicts', { count: tablet.conflicts }),
      isLoud: true,
    },
    {
      text:
        tablet.quarantined > 0 && say('board.tablet.quarantined', { count: tablet.quarantined }),
      isLoud: true,
    },
    {
      text: tablet.skipped > 0 && say('board.tablet.skipped', { count: tablet.skipped }),
      isLoud: true,
    },
    {
      text:
        battery !== undefined &&
        say(battery.charging ? 'board.tablet.charging' : 'board.tablet.battery', {
          percent: battery.percent,
        }),
      isLoud: isLow,
    },
    {
      text:
        told?.storage !== undefined &&
        say('board.tablet.storage', { used: told.storage.usedMb, quota: told.storage.quotaMb }),
    },
    {
      text: tablet.clockOffsetMs !== null && clockWords(say, tablet.clockOffsetMs),
      isLoud: Math.abs(tablet.clockOffsetMs ?? 0) >= rightWithinMs,
    },
    { text: tablet.app !== null && say('board.tablet.app', { version: tablet.app }) },
  ];
  return (
    <li className={voice === 'silent' ? styles.silent : styles.tablet} data-voice={voice}>
      <div className={styles.tabletHead}>
        <strong>{name}</strong>
        <span className={styles.voice}>
          <TroubleSign
            size={22}
            trouble={voice === 'silent' ? (unsentRecords > 0 ? 'at-risk' : 'silent') : 'none'}
          />
          {say(`board.voice.${voice}`, { age: silentFor })}
        </span>
      </div>
      <div className={styles.held}>
        <progress value={delivered} max={Math.max(1, delivered + unsentRecords)} />
        <span>{say('board.tablet.held', { delivered, held: delivered + unsentRecords })}</span>
      </div>
      <p className={styles.facts}>
        {facts.map(
          ({ text, isLoud = false }) =>
            text !== false && (
              <span key={text} className={isLoud ? styles.loud : undefined}>
                {text}
              </span>
            ),
        )}
      </p>
    </li>
  );
};
