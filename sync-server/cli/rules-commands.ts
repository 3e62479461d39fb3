import { readFileSync } from 'node:fs';
import { fail, ok, type Result } from '#domain/core/result.ts';
import { defaultRules } from '#domain/verdict/default-rules.ts';
import type { RuleSet } from '#domain/verdict/rule-set.ts';
import { receiptSignerOf } from '../services/receipt-signer.ts';
import { previewRules } from '../services/rules/preview-rules.ts';
import { listPublished, publishRules, rulesInForce } from '../services/rules/publish-rules.ts';
import type { Command } from './command.ts';

const tell = ({ number, effectiveAtMs, rules }: RuleSet): string =>
  `${number}  from ${new Date(effectiveAtMs).toISOString()}  ${rules.filter(({ isOn }) => isOn).length} of ${rules.length} rules on`;

const readRules = (file: string | undefined): Result<readonly unknown[], string> => {
  if (file === undefined) return fail('The name of a file is needed.');
  try {
    const rules: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(rules) ? ok(rules) : fail('The file is no list of rules.');
  } catch (error) {
    return fail(`The file cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
};

/** By which rules tablets propose verdicts. */
export const rulesCommands: Readonly<Record<string, Command>> = {
  'rules list': {
    usage: 'rules list                                rules of verdicts that were published',
    run: async ({ store }) => {
      const published = await listPublished(store);
      return ok([...published.map(({ ruleSet }) => tell(ruleSet)), tell(defaultRules)].join('\n'));
    },
  },
  'rules show': {
    usage: 'rules show                                those in force now, as a list to be edited',
    run: async ({ store, clock }) =>
      ok(JSON.stringify((await rulesInForce(store, clock())).rules, null, 2)),
  },
  'rules preview': {
    usage:
      'rules preview <file.json> [--unit <id>]   what they would have said of the last 24 hours',
    takesFile: true,
    run: async (ports, { file, unit }) => {
      const rules = readRules(file);
      if (!rules.ok) return rules;
      const asked = { rules: rules.value, unitId: unit ?? null, hours: 24 };
      const preview = await previewRules(ports, asked);
      return preview.ok ? ok(JSON.stringify(preview.value, null, 2)) : fail(preview.error);
    },
  },
  'rules publish': {
    usage: 'rules publish <file.json> [--from <instant>]   tablets use them from then on',
    takesFile: true,
    run: async (ports, { file, from }) => {
      const rules = readRules(file);
      if (!rules.ok) return rules;
      const effectiveAtMs = from === undefined ? 0 : Date.parse(from);
      const signing = { ...ports, receiptSigner: receiptSignerOf(ports.store) };
      const published = await publishRules(signing, { rules: rules.value, effectiveAtMs }, null);
      return published.ok ? ok(tell(published.value)) : fail(published.error);
    },
  },
};
