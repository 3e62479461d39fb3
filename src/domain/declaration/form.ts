import type { AnswerList } from './answers.ts';
import type { CrossingKey, DeclarationFieldKey } from './field-key.ts';

/** A field of the form: a key of the data dictionary, or a box the sheet has beside one. */
export type FieldKey = DeclarationFieldKey | CrossingKey;

/** How a field is answered. The officer's keyboard and the thumb follow from it. */
export type Control =
  | {
      readonly kind: 'text';
      readonly limit: number;
      readonly keyboard?: 'digits' | 'capitals' | 'tel' | 'email';
    }
  | { readonly kind: 'long-text'; readonly limit: number }
  | {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      readonly decimals: 0 | 1;
    }
  | { readonly kind: 'day'; readonly partial: boolean }
  | { readonly kind: 'instant' }
  | { readonly kind: 'country' }
  | { readonly kind: 'address' }
  | { readonly kind: 'tick' }
  | { readonly kind: 'one-of'; readonly list: AnswerList }
  | { readonly kind: 'some-of'; readonly list: AnswerList };

/**
 * What has been typed, as typed: text, chosen answers, an address in the making.
 * Nothing here is judged or normalised; that is the form engine's work.
 */
export type AddressInput = {
  readonly provinceCode?: string;
  readonly wardCode?: string;
  /** What was typed in search of the ward, while none is picked. */
  readonly ward?: string;
  readonly detail: string;
};
export type FieldInput = string | readonly string[] | AddressInput;
export type FormInput = Readonly<Partial<Record<FieldKey, FieldInput>>>;

/** Truth over what has been typed: the named field holds one of the answers. */
export type Condition = {
  readonly field: FieldKey;
  readonly isOneOf?: readonly string[];
  readonly isNotOneOf?: readonly string[];
};

export type FieldDefinition = {
  readonly key: FieldKey;
  readonly control: Control;
  /** Shown only when every condition holds. Absent: always. */
  readonly shownWhen?: readonly Condition[];
  /** `always`, `never`, or only when every condition holds. A hidden field is never required. */
  readonly required: 'always' | 'never' | readonly Condition[];
  /** Few sheets have an answer here: while every condition holds and it is blank, Enter passes it. Absent: it stops. */
  readonly rareWhen?: readonly Condition[];
  /** However it was filled in, the cursor stops there while every condition holds. Absent: it may pass. */
  readonly stopWhen?: readonly Condition[];
  /** Nothing but digits while every condition holds: a keyboard on glass shows them first. */
  readonly digitsWhen?: readonly Condition[];
  /** Class of data (Decree 356/2025): who may see the answer. */
  readonly sensitivity: 'none' | 'basic' | 'health';
};

export type FormSection = {
  readonly key: 'envelope' | 'person' | 'addresses' | 'movement' | 'health' | 'papers' | 'officer';
  readonly fields: readonly FieldDefinition[];
};
