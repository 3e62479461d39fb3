import type { Declaration } from './declaration.ts';
import type { Condition, Control, FieldDefinition, FieldKey, FormSection } from './form.ts';

const text = (limit: number, keyboard?: 'digits' | 'capitals' | 'tel' | 'email'): Control => ({
  kind: 'text',
  limit,
  ...(keyboard && { keyboard }),
});
const oneOf = (list: Extract<Control, { kind: 'one-of' }>['list']): Control => ({
  kind: 'one-of',
  list,
});
const someOf = (list: Extract<Control, { kind: 'some-of' }>['list']): Control => ({
  kind: 'some-of',
  list,
});
const yesNo = oneOf('yesNo');
const day: Control = { kind: 'day', partial: false };
const address: Control = { kind: 'address' };
const instant: Control = { kind: 'instant' };
const count = (max: number): Control => ({ kind: 'number', min: 0, max, decimals: 0 });

const is = (field: FieldKey, ...isOneOf: string[]): Condition => ({ field, isOneOf });
const isNot = (field: FieldKey, ...isNotOneOf: string[]): Condition => ({ field, isNotOneOf });

type Sensitivity = FieldDefinition['sensitivity'];
const asked = (
  key: FieldKey,
  control: Control,
  sensitivity: Sensitivity,
  shownWhen?: Condition[],
): FieldDefinition => ({
  key,
  control,
  sensitivity,
  required: 'always',
  ...(shownWhen && { shownWhen }),
});
const optional = (
  key: FieldKey,
  control: Control,
  sensitivity: Sensitivity,
  shownWhen?: Condition[],
): FieldDefinition => ({ ...asked(key, control, sensitivity, shownWhen), required: 'never' });

/** Optional, and few write anything there. */
const rare = (...[key, control, sensitivity, shownWhen]: Parameters<typeof optional>) => ({
  ...optional(key, control, sensitivity, shownWhen),
  rareWhen: [],
});

const proxy = [is('byProxy', 'yes')];
const symptomatic = [is('epi.anySymptom', 'yes')];
/** Asked one by one; only when none was answered "yes" can all be "no" at once. */
export const healthQuestions = [
  'epi.travelled14d',
  'epi.anySymptom',
  'epi.contactCase',
  'epi.contactArea',
  'epi.contactSymptomatic',
] as const satisfies readonly FieldKey[];
const noneYet = healthQuestions.map((key) => isNot(key, 'yes'));
const tested = [is('test.kind', 'rt_pcr', 'rapid_ag')];
const stopped = [is('check.verdict', 'turn_back', 'test_on_site', 'refer_health', 'hold')];

/** The sheet as data: every field of the data dictionary, in the order the eye meets it on paper. */
export const paperForm: readonly FormSection[] = [
  {
    key: 'envelope',
    fields: [
      asked('paperSerial', text(20, 'capitals'), 'none'),
      asked('declaredAt', instant, 'none'),
      asked('byProxy', yesNo, 'none'),
      asked('proxy.name', text(60), 'basic', proxy),
      asked('proxy.phone', text(20, 'tel'), 'basic', proxy),
      asked('proxy.relation', text(40), 'basic', proxy),
      asked('ack.how', oneOf('ackHow'), 'none'),
    ],
  },
  {
    key: 'person',
    fields: [
      asked('fullName', text(80, 'capitals'), 'basic'),
      asked('docType', oneOf('docType'), 'basic'),
      {
        ...asked('docNumber', text(24, 'capitals'), 'basic', [isNot('docType', 'NONE')]),
        digitsWhen: [is('docType', 'CCCD', 'CMND')],
      },
      rare('oldDocNumber', text(9, 'digits'), 'basic', [is('docType', 'CCCD')]),
      asked('dob', { kind: 'day', partial: true }, 'basic'),
      asked('sex', oneOf('sex'), 'basic'),
      {
        ...asked('nationality', { kind: 'country' }, 'basic'),
        stopWhen: [is('docType', 'PASSPORT', 'OTHER', 'NONE')],
      },
      asked('phone', text(20, 'tel'), 'basic', [isNot('noPhone', 'yes')]),
      { ...optional('noPhone', { kind: 'tick' }, 'none'), rareWhen: [isNot('phone', '')] },
      rare('email', text(120, 'email'), 'basic'),
      rare('bhyt', text(15, 'capitals'), 'basic'),
    ],
  },
  {
    key: 'addresses',
    fields: [
      asked('addr.permanent', address, 'basic'),
      asked('addr.staying', address, 'basic'),
      rare('addr.temporary', address, 'basic'),
    ],
  },
  {
    key: 'movement',
    fields: [
      asked('move.direction', oneOf('direction'), 'none'),
      asked('move.vehicleType', oneOf('vehicleType'), 'none'),
      asked('move.plate', text(16, 'capitals'), 'basic', [
        is('move.vehicleType', 'motorbike', 'car', 'coach', 'truck', 'priority'),
      ]),
      optional('move.seat', text(6, 'capitals'), 'none', [
        is('move.vehicleType', 'coach', 'train', 'plane', 'boat'),
      ]),
      asked('move.departAt', day, 'none'),
      asked('move.from', address, 'basic'),
      asked('move.to', address, 'basic'),
      asked('move.purpose', oneOf('purpose'), 'none'),
      asked('move.purposeNote', text(160), 'basic', [is('move.purpose', 'other')]),
      optional('move.party', count(60), 'none'),
    ],
  },
  {
    key: 'health',
    fields: [
      asked('epi.travelled14d', yesNo, 'health'),
      asked('epi.places', { kind: 'long-text', limit: 300 }, 'health', [
        is('epi.travelled14d', 'yes'),
      ]),
      asked('epi.anySymptom', yesNo, 'health'),
      asked('epi.symptoms', someOf('symptom'), 'health', symptomatic),
      asked('epi.onset', day, 'health', symptomatic),
      optional('epi.symptomNote', { kind: 'long-text', limit: 300 }, 'health', symptomatic),
      asked('epi.contactCase', yesNo, 'health'),
      asked('epi.contactArea', yesNo, 'health'),
      asked('epi.contactSymptomatic', yesNo, 'health'),
      optional('check.noneAtOnce', { kind: 'tick' }, 'none', noneYet),
    ],
  },
  {
    key: 'papers',
    fields: [
      optional('vax.doses', count(9), 'health'),
      optional('vax.lastDate', day, 'health'),
      optional('test.kind', oneOf('testKind'), 'health'),
      asked('test.sampledAt', instant, 'health', tested),
      asked('test.result', oneOf('testResult'), 'health', tested),
      optional('permit.kind', oneOf('permitKind'), 'none'),
      optional('permit.number', text(40, 'capitals'), 'basic', [
        is('permit.kind', 'giay_di_duong', 'luong_xanh', 'cong_vu'),
      ]),
    ],
  },
  {
    key: 'officer',
    fields: [
      optional('check.temperature', { kind: 'number', min: 34, max: 43, decimals: 1 }, 'health'),
      asked('check.idMethod', oneOf('idMethod'), 'none'),
      asked('check.idResult', oneOf('idResult'), 'none'),
      optional('check.mismatches', someOf('mismatch'), 'basic', [
        is('check.idResult', 'partial', 'mismatch'),
      ]),
      asked('check.verdict', oneOf('verdict'), 'none'),
      asked('check.reason', oneOf('reason'), 'none', stopped),
      optional('check.reasonNote', text(160), 'none', stopped),
      optional('check.doubtNote', text(160), 'none'),
    ],
  },
];

/** What only the desk knows: how the sheet was typed. It is not printed and nobody writes it by hand. */
export const deskOnly: ReadonlySet<FieldKey> = new Set(['check.noneAtOnce', 'check.doubtNote']);

const formWithoutPaper: readonly FormSection[] = paperForm.map((section) => ({
  ...section,
  fields: section.fields.filter(({ key }) => key !== 'paperSerial'),
}));

/** The form for a channel: only a sheet of paper has a serial. */
export const formFor = (channel: Declaration['channel']): readonly FormSection[] =>
  channel === 'paper' ? paperForm : formWithoutPaper;
