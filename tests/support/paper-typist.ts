import type { Page } from 'playwright-core';
import { answersByList } from '#domain/declaration/answers.ts';
import { paperForm, healthQuestions } from '#domain/declaration/paper-form.ts';
import type { FieldDefinition } from '#domain/declaration/form.ts';
import { awaitPicture } from './await-picture.ts';
import { lookAtSheet, type Look } from './paper-look.ts';
import { pressAtPace, scanQuickly, typeAtPace, typeQuickly } from './quick-keys.ts';
import {
  cardOf,
  textOf,
  type AnswerOnPaper,
  type FilledForm,
  type PlaceOnPaper,
} from './paper-forms.ts';
import { isHeld, isPlace, plain, shortFor, telexKeys, typedForm } from './typed-form.ts';

/**
 * What a form cost its typist. Mental steps by the rules of Card, Moran and Newell (1980): one before each thing that
 * is read from the paper or compared with it (rule 0), so one for each answer, each question of health, each field that is
 * only passed, the ward, the suggestion that is picked and the house apart; one before each command (a page
 * turned, the next of the vehicle, the card, keep). None inside what is typed as one (rule 2), none for the
 * Enter that ends a line (rules 1 and 3).
 */
export type Effort = {
  /** Keys of a Telex keyboard, Shift and Ctrl counted as keys. */
  keys: number;
  mental: number;
  pointings: number;
};

const fields = new Map(
  paperForm.flatMap((section) => section.fields.map((field) => [field.key as string, field])),
);
const sectionOf = (key: string) =>
  paperForm.find((section) => section.fields.some((field) => field.key === key));

/** Tab, where the paper says something that Enter would pass. */
type GoOn = 'Enter' | 'Tab';

/** What comes between after an answer, by the key of its field. @returns the page on which the sheet is open again */
type Interrupt = (answered: string) => Promise<Page>;

/** Types one form as an officer who knows the desk does, by keyboard alone, and keeps it. */
export class PaperTypist {
  readonly effort: Effort = { keys: 0, mental: 0, pointings: 0 };
  private page: Page;
  private readonly interrupt: Interrupt | undefined;

  /** Between two keys; undefined: as fast as the page takes them. */
  paceMs: number | undefined;

  constructor(page: Page, interrupt?: Interrupt) {
    this.page = page;
    this.interrupt = interrupt;
  }

  /** A key that is a command or passes a field by: what to do is thought of before. */
  private async command(key: string): Promise<void> {
    this.effort.mental += 1;
    await this.press(key);
  }

  private async press(key: string): Promise<void> {
    this.effort.keys += key.split('+').length;
    if (this.paceMs === undefined) await this.page.keyboard.press(key);
    else await pressAtPace(this.page, key, this.paceMs);
  }

  private async type(text: string): Promise<void> {
    this.effort.keys += telexKeys(text);
    if (this.paceMs === undefined) {
      await typeQuickly(this.page, text);
      await awaitPicture(this.page);
    } else {
      await typeAtPace(this.page, text, this.paceMs);
    }
  }

  private async see(): Promise<Look> {
    const seen = await lookAtSheet(this.page);
    if (seen === null) throw new Error('the focus left the sheet');
    return seen;
  }

  async goOnWithVehicle(): Promise<void> {
    await this.command('F2');
  }

  /** Nobody answers questions that were not painted yet. */
  private beholdQuestions(): Promise<void> {
    return this.page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
        }),
    );
  }

  /** A scanner's keys; they are not the officer's. */
  async readCard(form: FilledForm): Promise<void> {
    await scanQuickly(this.page, cardOf(form));
    this.effort.mental += 1;
    this.effort.pointings += 1;
    await this.page.getByText(/^Đã điền \d+ ô từ/).waitFor();
  }

  private async answerPlace(
    field: FieldDefinition,
    answer: PlaceOnPaper,
    at: Look,
    goOn: GoOn,
  ): Promise<void> {
    let seen = at;
    if (seen.kind === 'detail' && !seen.held[field.key]?.startsWith(`${answer.ward}|`)) {
      // Another ward stands there: its cross comes before the line of the house.
      await this.command('Shift+Tab');
      await this.press('Enter');
      seen = await this.see();
    }
    if (seen.kind === 'ward' && seen.option !== answer.ward) {
      for (const letter of shortFor(answer)) {
        await this.type(letter);
        const first = this.page.locator(`[data-field="${field.key}"] [role=option]`).first();
        if ((await first.textContent({ timeout: 1_000 }).catch(() => ''))?.startsWith(answer.ward))
          break;
      }
    }
    // The suggestion is read before it is picked, and then the house from the paper.
    if (seen.kind === 'ward') await this.command('Enter');
    this.effort.mental += 1;
    const { held } = await this.see();
    const [, detail] = held[field.key]?.split('|') ?? [];
    if (detail !== answer.detail) {
      if (detail !== '') await this.press('Control+A');
      await this.type(answer.detail);
    }
    await this.press(goOn);
  }

  private async answer(
    field: FieldDefinition,
    answer: AnswerOnPaper,
    seen: Look,
    goOn: GoOn,
  ): Promise<void> {
    this.effort.mental += 1;
    const typed = isPlace(answer) ? `${answer.detail}, ${answer.ward}` : typedForm(field, answer);
    const offered = seen.proposal;
    if (isPlace(answer)) {
      if (offered !== null && plain(offered) === plain(typed.replace(/^, /, '')))
        await this.press('Enter');
      else await this.answerPlace(field, answer, seen, goOn);
      return;
    }
    const { control } = field;
    if (seen.kind === 'choice' && control.kind === 'one-of') {
      const at = (answersByList[control.list] as readonly string[]).indexOf(typed);
      await this.press(String((at + 1) % 10));
    } else if (seen.kind === 'many' && control.kind === 'some-of' && Array.isArray(answer)) {
      const list: readonly string[] = answersByList[control.list];
      for (const one of answer) await this.press(String((list.indexOf(one) + 1) % 10));
      await this.press('Enter');
    } else if (control.kind === 'tick') {
      await this.press('1');
    } else if (seen.kind === 'country') {
      await this.type('hoa k');
      await this.press('Enter');
    } else if (offered !== null && plain(offered) === plain(typed)) {
      await this.press('Enter');
    } else {
      if (seen.held[field.key] !== '') await this.press('Control+A');
      await this.type(typed);
      await this.press(goOn);
    }
  }

  /** Something came between; back to the section that lay under the eye. */
  private async comeBack(answered: string): Promise<void> {
    const place = (key: string): number => paperForm.findIndex((one) => one === sectionOf(key));
    for (let at = place((await this.see()).key); at !== place(answered);) {
      await this.command(at < place(answered) ? 'PageDown' : 'PageUp');
      at = place((await this.see()).key);
    }
  }

  /** Goes through the sheet to its end. */
  async goThrough(form: FilledForm): Promise<void> {
    let asked = new Map<string, number>();
    const wasAnswered = async (key: string) => {
      if (!this.interrupt) return;
      this.page = await this.interrupt(key);
      await this.comeBack(key);
      asked = new Map();
    };
    while (true) {
      const seen = await this.see();
      const section = sectionOf(seen.key);
      const field = fields.get(seen.key);
      if (!section || !field) throw new Error(`no such field: ${seen.key}`);
      const times = (asked.get(seen.key) ?? 0) + 1;
      if (times > 4) throw new Error(`${form.who}: stuck at ${seen.key}: ${JSON.stringify(seen)}`);
      asked.set(seen.key, times);
      const open = section.fields.filter(({ key }) => {
        const answer = form.answers[key];
        return (
          answer !== undefined &&
          seen.held[key] !== undefined &&
          !isHeld(fields.get(key) ?? field, answer, seen.held[key])
        );
      });
      const next = section.fields.slice(section.fields.indexOf(field) + 1);
      const goOn = next.find((one) => open.includes(one))?.rareWhen ? 'Tab' : 'Enter';
      const isNone =
        section.key === 'health' && healthQuestions.every((key) => form.answers[key] === false);
      if (isNone && seen.held['check.noneAtOnce'] === '') {
        this.effort.mental += healthQuestions.length;
        await this.beholdQuestions();
        await this.press('0');
        // Before all are painted the key does nothing.
        if (sectionOf((await this.see()).key) !== section) await wasAnswered('check.noneAtOnce');
      } else if (open.length === 0) {
        if (section.key === 'officer') return;
        await this.command('PageDown');
      } else if (
        section.fields.findIndex((one) => open.includes(one)) < section.fields.indexOf(field)
      ) {
        await this.command('Shift+Enter');
      } else if (open.some(({ key }) => key === seen.key)) {
        await this.answer(field, form.answers[seen.key] ?? '', seen, goOn);
        await wasAnswered(seen.key);
      } else {
        // Enter would take what is proposed.
        await this.command(seen.proposal === null ? goOn : 'Tab');
      }
    }
  }

  async keep(form: FilledForm): Promise<void> {
    await this.command('Control+Enter');
    const name = textOf(form, 'fullName');
    await this.page.getByText(`Đã giữ trên máy: ${name}`).waitFor();
    await this.page.locator('[data-field="paperSerial"] input:focus').waitFor();
  }
}
