import { referringSigns, unremarkable } from '#domain/verdict/check-rule-set.ts';
import { defaultRules } from '#domain/verdict/default-rules.ts';
import { proposeVerdict } from '#domain/verdict/propose.ts';
import type { VerdictFacts } from '#domain/verdict/verdict-facts.ts';
import { conditionWords } from '../../src/features/rules/condition-words.ts';
import { wordsFor, type WordKey, type WordParams } from '../../src/i18n/words.ts';

const inVietnamese = (key: WordKey, params?: WordParams) => wordsFor('vi', key, params);
const inEnglish = (key: WordKey, params?: WordParams) => wordsFor('en', key, params);

const shown = { test: { result: 'positive', ageHours: 20 } };
const cases: readonly (readonly [string, Partial<VerdictFacts>])[] = [
  ['nothing found', {}],
  ['a cough', referringSigns['cough'] ?? {}],
  ['a fever, declared', referringSigns['fever'] ?? {}],
  ['breathlessness', referringSigns['breathing'] ?? {}],
  ['37.4 °C measured', { temperature: 37.4 }],
  ['37.5 °C measured', { temperature: 37.5 }],
  ['contact with a case', referringSigns['contact'] ?? {}],
  ['tiredness alone', { symptoms: ['met_moi'] }],
  ['symptoms declared, not named', { symptoms: null }],
  ['on the watchlist, a case', { watched: 'case' }],
  ['on the watchlist, a contact', { watched: 'contact' }],
  ['on the watchlist, nothing answered yet', { watched: 'contact', symptoms: null }],
  ['on the watchlist and 38.2 °C', { watched: 'contact', temperature: 38.2 }],
  ['a positive test', shown],
  ['a positive test and a cough', { ...shown, symptoms: ['ho'] }],
  ['somebody else’s number', { identity: 'mismatch' }],
  ['identity not checked yet', { identity: 'pending_offline' }],
];

/** The decision table as it stands in docs/VERDICTS.md: the built-in rules, and what they say of cases. */
export const verdictTable = (): string => {
  const rules = defaultRules.rules.map((rule) =>
    [
      '',
      rule.priority,
      rule.isOn ? 'on' : 'off',
      rule.when.map((condition) => conditionWords(inEnglish, condition)).join(' and '),
      inEnglish(`answer.verdict.${rule.verdict}`),
      inVietnamese(rule.reason, { temperature: '38,2', hours: 72, doses: 1 }),
      '',
    ].join(' | '),
  );
  const lines = cases.map(([name, facts]) => {
    const proposal = proposeVerdict(defaultRules, { ...unremarkable, ...facts });
    const reasons = proposal?.reasons.map(({ code, params }) => inVietnamese(code, params));
    const verdict = proposal ? inEnglish(`answer.verdict.${proposal.verdict}`) : '–';
    return ['', name, verdict, reasons?.join('; ') ?? 'an answer is missing', ''].join(' | ');
  });
  return `# What is proposed, and why

Written by \`tests/verdicts.test.ts\` from \`src/domain/verdict/default-rules.ts\`: change the rules, then run it with \`-u\`.
These are the rules that every tablet is built with. The command post publishes others on its screen; each crossing
notes the number of the rules that spoke. The officer decides, with a reason where it is against the proposal.

## The built-in rules
The lesser priority goes first; of one priority the graver. The first that holds gives the verdict, every one that
holds gives a reason. None holds: pass. Those that are off are ready to be turned on.

| priority | | when | verdict | reason |
| --- | --- | --- | --- | --- |
${rules.map((line) => line.trim()).join('\n')}

## Cases
| who | verdict | reasons |
| --- | --- | --- |
${lines.map((line) => line.trim()).join('\n')}
`;
};
