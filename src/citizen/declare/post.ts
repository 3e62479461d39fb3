/** The checkpoint whose poster was followed. */
export type Post = {
  readonly unitId: string;
  /** Null: not heard of yet, for want of a line. */
  readonly name: string | null;
};

/** How far a post is known: `unknown`, there is none of this code; `no-line`, nobody could be asked. */
export type PostStanding = 'asking' | 'known' | 'unknown' | 'no-line';

const unitIdForm = /^[A-Za-z0-9-]{1,40}$/;

/** The unit in the address of the page, `?chot=…`; null: none. What can be no unit's code is '' and unknown. */
export const unitInAddress = (search: string): string | null => {
  const said = new URLSearchParams(search).get('chot');
  if (said === null) return null;
  return unitIdForm.test(said) ? said : '';
};
