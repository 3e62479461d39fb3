import type { Page } from 'playwright-core';

/** What a typist sees of the sheet. */
export type Look = {
  /** The field in work. */
  readonly key: string;
  readonly kind: 'line' | 'choice' | 'many' | 'country' | 'ward' | 'detail';
  /** What each field of the section holds now; a place as "ward|detail". */
  readonly held: Readonly<Record<string, string>>;
  /** What Enter would take. */
  readonly proposal: string | null;
  /** The place that Enter would pick. */
  readonly option: string | null;
};

/**
 * Looks once the sheet is painted: a page that was just turned is drawn as far as its cursor first.
 * @returns null: the focus is not on the sheet
 */
export const lookAtSheet = (page: Page): Promise<Look | null> =>
  page.evaluate(async () => {
    await new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve, 0));
    });
    const place = /^addr|^move\.(from|to)$/;
    const focus = document.activeElement;
    const row = focus?.closest<HTMLElement>('[data-field]');
    if (!focus || !row) return null;
    const holds = (one: HTMLElement): string => {
      const boxes = [...one.querySelectorAll<HTMLInputElement>('[type=radio], [type=checkbox]')];
      const chosen = boxes.filter(({ checked }) => checked).map(({ value }) => value);
      if (boxes.length > 0) return chosen.join(' ');
      const lines = [...one.querySelectorAll<HTMLInputElement>('input, textarea, select')];
      const last = lines.at(-1)?.value ?? '';
      const picked = one.querySelector('[class*=picked] strong')?.textContent ?? '';
      return place.test(one.dataset['field'] ?? '') ? `${picked}|${last}` : last;
    };
    const kindOf = (): 'line' | 'choice' | 'many' | 'country' | 'ward' | 'detail' => {
      if (focus instanceof HTMLSelectElement) return 'country';
      if (focus instanceof HTMLInputElement && focus.type === 'radio') return 'choice';
      if (focus instanceof HTMLInputElement && focus.type === 'checkbox') return 'many';
      if (!place.test(row.dataset['field'] ?? '')) return 'line';
      return focus.getAttribute('role') === 'combobox' ? 'ward' : 'detail';
    };
    const rows = [...document.querySelectorAll<HTMLElement>('form [data-field]')];
    const offers = [...row.querySelectorAll('button')].find(
      (button) => button.querySelector('kbd')?.textContent === 'Enter',
    );
    return {
      key: row.dataset['field'] ?? '',
      kind: kindOf(),
      held: Object.fromEntries(rows.map((one) => [one.dataset['field'] ?? '', holds(one)])),
      proposal: offers?.querySelector('strong')?.textContent ?? null,
      option: row.querySelector('[role=option][aria-selected=true]')?.textContent ?? null,
    };
  });
