import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersByList } from '#domain/declaration/answers.ts';
import { referralCauses } from '#domain/referral/referral.ts';
import { referralToBundle } from '../../sync-server/connectors/health-department/fhir-bundle.ts';
import { typicalDeclaration } from '../support/sample-declaration.ts';

/** The structure that HL7 publishes; where it is from stands in the file. */
const { $schema: _dialect, ...published } = JSON.parse(
  readFileSync(new URL('../fixtures/fhir/r4-referral.schema.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const isR4 = new Ajv({ strict: false, unicodeRegExp: false }).compile(published);

const ids = fc.uuid({ version: 7 });
const messages = fc.record({
  idempotencyKey: ids,
  recordId: ids,
  unit: fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
  raisedAtMs: fc.integer({ min: 0, max: 4e12 }),
  causes: fc.uniqueArray(fc.constantFrom(...referralCauses), { minLength: 1 }),
  declaration: fc
    .record(
      {
        fullName: fc.constantFrom('Nguyễn Thị Thanh Hương', 'Đỗ Đỗ'),
        dob: fc.constantFrom('1990', '1990-05', '1990-05-17'),
        sex: fc.constantFrom(...answersByList.sex),
        docType: fc.constantFrom(...answersByList.docType),
        'epi.symptoms': fc.uniqueArray(fc.constantFrom(...answersByList.symptom)),
        'epi.onset': fc.constant('2026-11-20'),
        'epi.symptomNote': fc.constantFrom('Ho về đêm', '=1+1'),
        'addr.staying': fc.constantFrom(
          { unitSet: 'text' as const, detail: 'Số 1 Ngõ Mẫu' },
          { unitSet: '2025' as const, provinceCode: '01', wardCode: '00070', detail: '' },
        ),
      },
      { requiredKeys: ['fullName', 'dob', 'sex', 'docType', 'addr.staying'] },
    )
    .map((change) => ({ ...typicalDeclaration, ...change })),
  crossing: fc.record(
    {
      declarationId: ids,
      'check.temperature': fc.integer({ min: 340, max: 430 }).map((tenths) => tenths / 10),
      'check.idMethod': fc.constant('none' as const),
      'check.idResult': fc.constant('match' as const),
      'check.verdict': fc.constant('pass' as const),
      'check.at': fc.constant('2026-11-22T08:00:00+07:00'),
    },
    {
      requiredKeys: [
        'declarationId',
        'check.idMethod',
        'check.idResult',
        'check.verdict',
        'check.at',
      ],
    },
  ),
});

describe('a referral as a bundle', () => {
  it('[FHIR-1] has the published structure of FHIR R4, whatever was declared', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const bundle = JSON.parse(JSON.stringify(referralToBundle(message)));
        expect(isR4(bundle), JSON.stringify(isR4.errors)).toBe(true);
      }),
    );
  });

  it('[FHIR-1] links person, answers and request, and says the same when it is said again', () => {
    const [message] = fc.sample(messages, { numRuns: 1, seed: 1 });
    if (message === undefined) throw new Error('One was asked for.');
    const bundle = referralToBundle(message);
    const [patient, answers, request] = bundle.entry;
    expect(request?.resource).toMatchObject({
      subject: { reference: patient?.fullUrl },
      supportingInfo: [{ reference: answers?.fullUrl }],
    });
    expect(answers?.resource).toMatchObject({ subject: { reference: patient?.fullUrl } });
    expect(JSON.stringify(referralToBundle(message))).toBe(JSON.stringify(bundle));
  });

  it.each([
    ['a date that is none', { resourceType: 'Patient', birthDate: '17/05/1990' }],
    ['a word that is not of its list', { resourceType: 'Patient', gender: 'X' }],
    ['a field that there is not', { resourceType: 'Patient', telephone: '0912345678' }],
    ['a request without its person', { resourceType: 'ServiceRequest', identifier: [] }],
  ])('[FHIR-1] the structure refuses %s', (_what, resource) => {
    const bundle = { resourceType: 'Bundle', type: 'transaction', entry: [{ resource }] };
    expect(isR4(bundle)).toBe(false);
  });
});
