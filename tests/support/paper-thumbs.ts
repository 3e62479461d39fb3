import type { Locator, Page } from 'playwright-core';
import { paperForm } from '#domain/declaration/paper-form.ts';
import type { FieldDefinition } from '#domain/declaration/form.ts';
import { foldText } from '#domain/core/folded-text.ts';
import { textOf, type AnswerOnPaper, type FilledForm, type PlaceOnPaper } from './paper-forms.ts';
import { typedForm } from './paper-typist.ts';
import { wordsFor } from '../../src/i18n/words.ts';

const isPlace = (answer: AnswerOnPaper): answer is PlaceOnPaper =>
  typeof answer === 'object' && !Array.isArray(answer);

/** Fills in one form with a thumb on a telephone: taps, and words from the keyboard on the screen. */
export class PaperThumbs {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Touches the middle of what is seen there; what lies over it would be touched instead. */
  private async tap(target: Locator): Promise<void> {
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    if (box === null) throw new Error('there is nothing to touch');
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await session.detach();
  }

  /** @param typed takes the place of what stood there */
  private async write(line: Locator, typed: string): Promise<void> {
    await this.tap(line);
    await line.and(this.page.locator(':focus')).waitFor();
    await line.selectText();
    await this.page.keyboard.insertText(typed);
  }

  private row(key: string): Locator {
    return this.page.locator(`[data-field="${key}"]`);
  }

  private box(key: string, value: string): Locator {
    return this.row(key).locator('label', { has: this.page.locator(`input[value="${value}"]`) });
  }

  private async place(key: string, { ward, detail }: PlaceOnPaper): Promise<void> {
    const row = this.row(key);
    const cross = row.getByRole('button', { name: 'Bỏ chọn' });
    if ((await cross.count()) > 0) await this.tap(cross);
    await this.write(row.getByRole('combobox'), foldText(ward.replace(',', '')));
    await this.tap(row.getByRole('option').filter({ hasText: ward }).first());
    if (detail !== '') await this.write(row.locator('input').last(), detail);
  }

  private async answer(field: FieldDefinition, answer: AnswerOnPaper): Promise<void> {
    const { key, control } = field;
    if (isPlace(answer)) await this.place(key, answer);
    else if (Array.isArray(answer)) {
      for (const one of answer) await this.tap(this.box(key, one));
    } else {
      const typed = typedForm(field, answer);
      if (control.kind === 'country') await this.row(key).locator('select').selectOption(typed);
      else if (control.kind === 'one-of' || control.kind === 'tick')
        await this.tap(this.box(key, typed));
      else await this.write(this.row(key).locator('input, textarea').first(), typed);
    }
  }

  async goThrough(form: FilledForm): Promise<void> {
    for (const section of paperForm) {
      const name = wordsFor('vi', `section.${section.key}`);
      await this.tap(this.page.getByRole('form').getByRole('button', { name }));
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
  }
}
