import { build } from 'vite';
import type { FieldDefinition } from '#domain/declaration/form.ts';
import { paperForm } from '#domain/declaration/paper-form.ts';
import { wordsFor } from '../../src/i18n/words.ts';
import type { WordKey } from '../../src/i18n/words.ts';
import { openTab, unlock } from '../support/officer.ts';
import { filledForms, type AnswerOnPaper, type FilledForm } from '../support/paper-forms.ts';
import type { Effort } from '../support/paper-typist.ts';
import { installPaperProbe, type PaperProbe } from './paper-probe.ts';
import { benchPlaceKeys } from './place-keys.ts';
import { percentile } from './sync/statistics.ts';
import { openTypedShift, type TypedShift } from './typed-shift.ts';
import type { VaultPage } from './vault-page.ts';

declare const vaultPage: VaultPage;
declare const paperProbe: PaperProbe;

const sheets = 60;
const records = Number(process.env['BENCH_RECORDS'] ?? 100_000);
const filledAtOnce = 1_000;
const throttle = 4;
const timedForms = 8;
/** Ten keys a second: nobody is faster for long. */
const paceMs = 100;

/**
 * Keystroke-level model: Card, Moran and Newell, "The keystroke-level model for user performance time with
 * interactive systems", Communications of the ACM 23 (1980): an average typist, pointing, mental preparation.
 */
const secondsOf = ({ keys, mental, pointings }: Effort): number =>
  0.28 * keys + 1.35 * mental + 1.1 * pointings;

/** What stands in every record of the desk and was not written by hand: serial, moment, no proxy, country, way, day. */
const always: Readonly<Record<string, AnswerOnPaper>> = {
  paperSerial: 'HN01-7KQ-0123X',
  declaredAt: '2026-11-23T08:00:00+07:00',
  byProxy: false,
  nationality: 'VN',
  'move.direction': 'in',
  'move.departAt': '2026-11-23',
};

/** An answer as it is read on the record. */
const wordsOf = ({ control }: FieldDefinition, answer: AnswerOnPaper): string => {
  const say = (list: string, one: string) => wordsFor('vi', `answer.${list}.${one}` as WordKey);
  if (typeof answer === 'boolean') return answer ? 'Có' : 'Không';
  if (typeof answer === 'number') return String(answer);
  if (Array.isArray(answer))
    return answer
      .map((one) => (control.kind === 'some-of' ? say(control.list, one) : one))
      .join(', ');
  if (typeof answer === 'object') return [answer.detail, answer.ward].filter(Boolean).join(', ');
  if (control.kind === 'one-of') return say(control.list, answer);
  if (control.kind === 'country') return answer === 'VN' ? 'Việt Nam' : 'Hoa Kỳ';
  return control.kind === 'instant' ? answer.slice(0, 16) : answer.replace(/^\+84/, '0');
};

const charactersOf = (form: FilledForm): number => {
  const answers: Readonly<Record<string, AnswerOnPaper>> = { ...always, ...form.answers };
  return paperForm
    .flatMap(({ fields }) => fields)
    .reduce((sum, field) => {
      const answer = answers[field.key];
      return sum + (answer === undefined ? 0 : wordsOf(field, answer).length);
    }, 0);
};

const typeAll = async (shift: TypedShift, withCard: boolean) => {
  const typed: { form: FilledForm; effort: Effort }[] = [];
  for (const form of filledForms) typed.push({ form, effort: await shift.type(form, withCard) });
  return typed;
};

const median = (values: readonly number[]): number => percentile(values, 0.5);
const round = (value: number): number => Math.round(value * 100) / 100;
const perCharacter = ({ form, effort }: { form: FilledForm; effort: Effort }): number =>
  effort.keys / charactersOf(form);

/** How long keys and keeping take while this tablet holds so many records, on a processor four times slower. */
const timeKeys = async ({
  page,
  url,
  type,
}: TypedShift): Promise<Pick<PaperProbe, 'keys' | 'keeps' | 'kept'>> => {
  page.setDefaultTimeout(120_000);
  await page.goto(`${url}/tests/bench/vault.html`, { waitUntil: 'load' });
  await page.evaluate(() => vaultPage.unlock('-pg1', '222222', 1));
  for (let from = filledForms.length; from < records; from += filledAtOnce) {
    const until = Math.min(from + filledAtOnce, records);
    await page.evaluate(([first, last]) => vaultPage.fill(first ?? 0, last ?? 0), [from, until]);
  }
  await page.goto(url);
  await unlock(page, '222222');
  await openTab(page, 'Phiếu');
  await page.evaluate(installPaperProbe);
  const [warmUp, ...timed] = filledForms.slice(0, timedForms + 1);
  if (warmUp) await type(warmUp, false);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
  await page.evaluate(() => paperProbe.begin());
  for (const form of timed) await type(form, false, paceMs);
  return page.evaluate(() => ({
    keys: [...paperProbe.keys],
    keeps: [...paperProbe.keeps],
    kept: [...paperProbe.kept],
  }));
};

/** Twenty-four filled forms, typed by an officer who knows the desk: what they cost in keys and in seconds. */
export const benchPaper = async (): Promise<Record<string, number>> => {
  const input = { index: 'index.html', bench: 'tests/bench/vault.html' };
  await build({ logLevel: 'warn', build: { rolldownOptions: { input } } });
  const byHand = await openTypedShift(sheets);
  const full = await typeAll(byHand, false);
  await byHand.close();
  const withReader = await openTypedShift(sheets);
  const carded = (await typeAll(withReader, true)).filter(({ form }) => form.card);
  for (const { form, effort } of [...full, ...carded]) {
    const { keys, mental } = effort;
    const cost = `${keys} keys, ${mental} mental steps, ${round(secondsOf(effort))} s`;
    console.log(`${form.who}: ${charactersOf(form)} characters, ${cost}`);
  }
  const { keys, keeps, kept } = await timeKeys(withReader);
  await withReader.close();
  await build({ logLevel: 'warn' });
  return {
    forms: full.length,
    keystrokes_per_character: round(median(full.map(perCharacter))),
    keystrokes_per_character_card: round(median(carded.map(perCharacter))),
    model_seconds_per_form: round(median(full.map(({ effort }) => secondsOf(effort)))),
    model_seconds_per_form_card: round(median(carded.map(({ effort }) => secondsOf(effort)))),
    ...(await benchPlaceKeys()),
    records,
    keys_timed: keys.length,
    key_to_paint_p50_ms: round(percentile(keys, 0.5)),
    key_to_paint_p95_ms: round(percentile(keys, 0.95)),
    keep_to_next_form_p50_ms: round(percentile(keeps, 0.5)),
    keep_to_next_form_p95_ms: round(percentile(keeps, 0.95)),
    keep_to_kept_p50_ms: round(percentile(kept, 0.5)),
    keep_to_kept_p95_ms: round(percentile(kept, 0.95)),
  };
};
