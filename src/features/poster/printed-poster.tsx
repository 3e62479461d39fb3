import { wordsFor, type WordKey } from '../../i18n/words.ts';
import { QrPicture } from '../../ui/qr-picture.tsx';
import styles from './poster.module.css';

type PrintedPosterProps = { unitId: string; unitName: string; district: string; origin: string };

const steps = ['poster.step.answer', 'poster.step.wait', 'poster.step.say'] as const;

/** Read from three metres, in both languages whatever the tablet speaks. */
const Both = ({ word }: { word: WordKey }) => (
  <>
    <span lang="vi">{wordsFor('vi', word)}</span>
    <small lang="en">{wordsFor('en', word)}</small>
  </>
);

/** One A4 sheet: declare here, by this code. */
export const PrintedPoster = ({ unitId, unitName, district, origin }: PrintedPosterProps) => {
  const address = `${origin}/to-khai?chot=${encodeURIComponent(unitId)}`;
  return (
    <article className={styles.poster}>
      <header>
        <h2>
          <Both word="poster.head" />
        </h2>
        <p className={styles.unit}>
          <strong>{unitName}</strong>
          {district !== '' && <span>{district}</span>}
        </p>
      </header>
      <p className={styles.lead}>
        <Both word="poster.lead" />
      </p>
      <div className={styles.code}>
        <QrPicture text={address} label={address} />
      </div>
      <ol>
        {steps.map((word) => (
          <li key={word}>
            <Both word={word} />
          </li>
        ))}
      </ol>
      <footer>
        <p>
          {wordsFor('vi', 'poster.address')} / <i lang="en">{wordsFor('en', 'poster.address')}</i>:
        </p>
        <p className={styles.address}>{address.replace(/^https?:\/\//, '')}</p>
        <p>
          <Both word="poster.beware" />
        </p>
        <p>
          <Both word="poster.none" />
        </p>
      </footer>
    </article>
  );
};
