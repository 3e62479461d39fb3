import { answersByList } from '#domain/declaration/answers.ts';
import type { CommandDay } from '#protocol/command.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './command-screen.module.css';
import { formatCount } from './figure.ts';

/** How crossings were taken up: paper against scan. */
export const ChannelBars = ({ view }: { view: CommandDay }) => {
  const say = useWords();
  const { channels, crossings } = view;
  if (channels.length === 0) return null;
  const whole = Math.max(1, crossings.all);
  return (
    <section className={styles.chart}>
      <h2>{say('command.channels')}</h2>
      <dl className={`${styles.channels} numbers`}>
        {channels.map(({ channel, crossings: count }) => {
          const known = answersByList.channel.find((one) => one === channel);
          return (
            <div key={channel ?? ''} className={styles.channel}>
              <dt>
                <span>
                  {say(
                    known === undefined ? 'command.channels.unknown' : `answer.channel.${known}`,
                  )}
                </span>
              </dt>
              <dd>
                <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
                  <rect className={styles.bar} width={(100 * count) / whole} height="14" />
                </svg>
                <strong>{formatCount(count)}</strong>
                <span>{Math.round((100 * count) / whole)} %</span>
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
};
