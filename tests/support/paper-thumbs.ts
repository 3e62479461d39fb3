import type { CDPSession, Locator, Page } from 'playwright-core';
import { paperForm } from '#domain/declaration/paper-form.ts';
import type { FieldDefinition } from '#domain/declaration/form.ts';
import { foldText } from '#domain/core/folded-text.ts';
import { awaitPicture } from './await-picture.ts';
import { textOf, type AnswerOnPaper, type FilledForm, type PlaceOnPaper } from './paper-forms.ts';
import { typedForm } from './typed-form.ts';
import { wordsFor } from '../../src/i18n/words.ts';

const isPlace = (answer: AnswerOnPaper): answer is PlaceOnPaper =>
  typeof answer === 'object' && !Array.isArray(answer);

/** Fills in one form with a thumb: taps on what is seen, and words from the keyboard on the screen. */
export class PaperThumbs {
  private readonly page: Page;
  private session: CDPSession | null = null;

  constructor(page: Page) {
    this.page = page;
  }

  /** Touches the middle of what is seen there; fails where something else lies over it or it is off the screen. */
  private async tap(target: Locator): Promise<void> {
    const at = await target.evaluate((element) => {
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, top, width, height } = element.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      const seen = document.elementFromPoint(x, y);
      return element.contains(seen) ? { x, y } : null;
    });
    if (at === null) throw new Error(`a thumb cannot reach ${String(target)}`);
    this.session ??= await this.page.context().newCDPSession(this.page);
    await Promise.all([
      this.session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] }),
      this.session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }),
    ]);
  }

  /** @param typed takes the place of what stood there */
  private async write(line: Locator, typed: string): Promise<void> {
    await this.tap(line);
    await line.and(this.page.locator(':focus')).waitFor();
    await line.selectText();
    await this.page.keyboard.insertText(typed);
    await awaitPicture(this.page);
  }

  private row(key: string): Locator {
    return this.page.locator(`[data-field="${key}"]`);
  }

  private async tick(key: string, value: string): Promise<void> {
    const box = this.row(key).locator(`input[value="${value}"]`);
    if (await box.isChecked()) return;
    await this.tap(
      this.row(key).locator('label', { has: this.page.locator(`input[value="${value}"]`) }),
    );
    await box.and(this.page.locator(':checked')).waitFor({ state: 'attached' });
  }

  private async place(key: string, { ward, detail }: PlaceOnPaper): Promise<void> {
    const row = this.row(key);
    const cross = row.getByRole('button', { name: 'Bỏ chọn' });
    if ((await cross.count()) > 0) await this.tap(cross);
    await this.write(row.getByRole('combobox'), foldText(ward.replace(',', '')));
    const found = row.getByRole('option').filter({ hasText: ward }).first();
    await found.waitFor();
    await this.tap(found);
    await cross.waitFor();
    await this.write(row.locator('input').last(), detail);
  }

  private async answer(field: FieldDefinition, answer: AnswerOnPaper): Promise<void> {
    const { key, control } = field;
    if (isPlace(answer)) await this.place(key, answer);
    else if (Array.isArray(answer)) {
      for (const one of answer) await this.tick(key, one);
    } else {
      const typed = typedForm(field, answer);
      if (control.kind === 'country') {
        const list = this.row(key).locator('select');
        await list.focus();
        await list.selectOption(typed);
      } else if (control.kind === 'one-of' || control.kind === 'tick') await this.tick(key, typed);
      else await this.write(this.row(key).locator('input, textarea').first(), typed);
    }
  }

  async goThrough(form: FilledForm): Promise<void> {
    for (const section of paperForm) {
      const name = wordsFor('vi', `section.${section.key}`);
      const tab = this.page.getByRole('form').getByRole('button', { name });
      await this.tap(tab);
      await tab.and(this.page.locator('[aria-current=step]')).waitFor();
      for (const field of section.fields) {
        const answer = form.answers[field.key];
        if (answer !== undefined) await this.answer(field, answer);
      }
    }
  }

  async keep(form: FilledForm): Promise<void> {
    await this.tap(this.page.getByRole('complementary').getByRole('button', { name: /^Giữ/ }));
    await this.page
      .getByText(`Đã giữ trên máy: ${textOf(form, 'fullName')}`)
      .waitFor({ state: 'attached' });
    await this.page.locator('[data-field="paperSerial"] input:focus').waitFor();
  }
}
