import { useContext, useEffect, useState, type ReactNode } from 'react';
import { may } from '#domain/officer/permissions.ts';
import {
  changeLaneDirection,
  changeLanguage,
  changeSound,
  changeTheme,
} from '../../actions/change-setting.ts';
import { formatMoment } from '../../i18n/format.ts';
import { LanguageContext, useWords } from '../../i18n/use-words.ts';
import { hasLastingStorage } from '../../platform/lasting-storage.ts';
import { readDelivery } from '../../store/read-delivery.ts';
import { readDevice } from '../../store/read-device.ts';
import { readLogs } from '../../store/read-logs.ts';
import { readSetting } from '../../store/settings.ts';
import { readTrustAge, readTrustList } from '../../store/read-trust-list.ts';
import { readUnit } from '../../store/read-units.ts';
import { OwnPasskey } from '../own-passkey.tsx';
import { ChangePinForm } from '../change-pin-form.tsx';
import { useNow } from '../../ui/use-now.ts';
import { HandOverLink, TakeCustodyLink } from '../hand-over-link.tsx';
import { useServices, useSession } from '../services.ts';
import { RulesDoubt } from '../rules-doubt.tsx';
import { useLiveQuery } from '../use-live-query.ts';
import { useRules } from '../use-rules.ts';
import { PasskeySetting } from './passkey-setting.tsx';
import styles from './settings-screen.module.css';

type ChoiceProps<Value extends string> = {
  name: string;
  legend: string;
  options: readonly { value: Value; label: string }[];
  chosen: Value;
  onChoose: (value: Value) => void;
};

const Choice = <Value extends string>(props: ChoiceProps<Value>) => (
  <fieldset className={styles.choice}>
    <legend>{props.legend}</legend>
    {props.options.map(({ value, label }) => (
      <label key={value}>
        <input
          type="radio"
          name={props.name}
          checked={props.chosen === value}
          onChange={() => props.onChoose(value)}
        />
        <span>{label}</span>
      </label>
    ))}
  </fieldset>
);

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt>{label}</dt>
    <dd className="numbers">{children}</dd>
  </>
);

/** How this tablet looks and speaks, and what it is. */
export const SettingsScreen = () => {
  const say = useWords();
  // As the screen speaks, or a tap beside words that have just changed would choose nothing.
  const language = useContext(LanguageContext);
  const rules = useRules();
  const nowMs = useNow(60_000);
  const { tablet } = useServices();
  const { role } = useSession();
  const [persisted, setPersisted] = useState<boolean | null>(null);
  const state = useLiveQuery(tablet.db, async (live) => {
    const device = await readDevice(live);
    return {
      device,
      unit: device && (await readUnit(live, device.unitId)),
      theme: (await readSetting(live, 'theme')) ?? 'auto',
      sound: (await readSetting(live, 'sound')) ?? 'on',
      delivery: await readDelivery(live),
      logs: await readLogs(live),
      trusted: (await readTrustList(live)).filter((key) => key.withdrawnAtMs === null).length,
      trustReadAtMs: await readTrustAge(live),
    };
  });
  useEffect(() => {
    void hasLastingStorage().then(setPersisted);
  }, []);
  if (!state?.device) return null;
  const { device, unit, theme, sound, delivery } = state;
  const digest = state.logs.find((log) => log.state === 'open')?.headDigest;

  return (
    <section className={styles.settings}>
      <h1>{say('settings.title')}</h1>
      <div className={styles.ways}>
        <HandOverLink />
        {may(role, 'take-custody') && <TakeCustodyLink />}
      </div>
      <Choice
        name="theme"
        legend={say('settings.theme')}
        options={(['auto', 'day', 'night', 'sun'] as const).map((value) => ({
          value,
          label: say(`settings.theme.${value}`),
        }))}
        chosen={theme}
        onChoose={(chosen) => void changeTheme(tablet, chosen)}
      />
      <Choice
        name="sound"
        legend={say('settings.sound')}
        options={(['on', 'off'] as const).map((value) => ({
          value,
          label: say(`settings.sound.${value}`),
        }))}
        chosen={sound}
        onChoose={(chosen) => void changeSound(tablet, chosen)}
      />
      <Choice
        name="language"
        legend={say('settings.language')}
        options={[
          { value: 'vi', label: 'Tiếng Việt' },
          { value: 'en', label: 'English' },
        ]}
        chosen={language}
        onChoose={(chosen) => void changeLanguage(tablet, chosen)}
      />
      <Choice
        name="direction"
        legend={say('settings.direction')}
        options={(['in', 'out'] as const).map((value) => ({
          value,
          label: say(`answer.direction.${value}`),
        }))}
        chosen={device.laneDirection}
        onChoose={(direction) => void changeLaneDirection(tablet, direction)}
      />
      <OwnPasskey />
      <PasskeySetting />
      <ChangePinForm />
      <h2>{say('settings.device')}</h2>
      <dl className={styles.facts}>
        <Fact label={say('settings.device.name')}>{device.deviceName}</Fact>
        <Fact label={say('settings.device.unit')}>{unit?.name ?? device.unitId}</Fact>
        <Fact label={say('settings.device.version')}>{tablet.app}</Fact>
        <Fact label={say('settings.device.log')}>
          {say('settings.device.log.value', {
            head: delivery.head,
            acked: delivery.ackedThrough,
          })}
        </Fact>
        <Fact label={say('settings.device.digest')}>{digest?.slice(0, 16) ?? '–'}</Fact>
        <Fact label={say('settings.trust')}>
          {state.trustReadAtMs === null
            ? say('settings.trust.never')
            : say('settings.trust.value', {
                count: state.trusted,
                time: formatMoment(state.trustReadAtMs, nowMs),
                hours: Math.max(0, Math.floor((nowMs - state.trustReadAtMs) / 3_600_000)),
              })}
        </Fact>
        <Fact label={say('settings.rules')}>
          {rules !== null &&
            say(rules.ruleSet.number === 0 ? 'rules.first' : 'rules.in-force', {
              number: rules.ruleSet.number,
            })}
          <RulesDoubt rules={rules} />
        </Fact>
        {persisted !== null && (
          <Fact label={say('settings.device.persisted')}>
            {say(persisted ? 'settings.device.persisted.yes' : 'settings.device.persisted.no')}
          </Fact>
        )}
      </dl>
    </section>
  );
};
