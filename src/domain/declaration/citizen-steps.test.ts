import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citizenForm, citizenKeys } from './citizen-form.ts';
import {
  answerAsCitizen,
  citizenSteps,
  isAsked,
  nextInVehicle,
  questionsOf,
  samePersonAgain,
} from './citizen-steps.ts';
import type { FormInput } from './form.ts';
import { isShown } from './shown-fields.ts';

const fields = citizenForm.flatMap((section) => section.fields);
const healthKeys = fields.filter(({ sensitivity }) => sensitivity === 'health');
const anyInput = fc.dictionary(
  fc.constantFrom(...citizenKeys),
  fc.constantFrom('yes', 'no', 'CCCD', 'PASSPORT', 'x'),
) as fc.Arbitrary<FormInput>;

describe('the citizen’s questions', () => {
  it('[CITIZEN-3] every question of the form is asked in one step, and no other', () => {
    const asked = citizenSteps.flatMap((step) => step.fields);
    expect([...asked].toSorted()).toEqual([...citizenKeys].toSorted());
    expect(citizenSteps).toHaveLength(9);
    expect(citizenSteps.flatMap(questionsOf)).toHaveLength(citizenKeys.size);
  });

  it('[CITIZEN-4] nothing about health, and no acknowledgement, is ever taken from another declaration or answered by itself', () => {
    const never = [...healthKeys.map(({ key }) => key), 'ack.how'] as const;
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const next of [nextInVehicle(input), samePersonAgain(input)]) {
          expect(never.filter((key) => next[key] !== undefined)).toEqual([]);
        }
        const answered = answerAsCitizen(input, 'docType', 'CCCD');
        expect(never.filter((key) => answered[key] !== input[key])).toEqual([]);
      }),
    );
  });

  it('[CITIZEN-5] the next in the vehicle keeps trip, vehicle and places, and who declares for them', () => {
    const first: FormInput = {
      byProxy: 'no',
      fullName: 'Nguyễn Thị Hương',
      phone: '0912345678',
      docType: 'CCCD',
      'move.direction': 'in',
      'move.from': { detail: 'Nam Định' },
      'move.plate': '29A-123.45',
      'epi.anySymptom': 'no',
    };
    expect(nextInVehicle(first)).toEqual({
      'proxy.name': 'Nguyễn Thị Hương',
      'proxy.phone': '0912345678',
      'move.direction': 'in',
      'move.from': { detail: 'Nam Định' },
      'move.plate': '29A-123.45',
    });
    expect(nextInVehicle({ ...nextInVehicle(first), byProxy: 'yes', fullName: 'Bé' })).toEqual(
      nextInVehicle(first),
    );
  });

  it('[CITIZEN-6] a citizen’s paper says the nationality, another one asks for it, and a change of paper undoes what followed', () => {
    const citizen = answerAsCitizen({}, 'docType', 'CCCD');
    expect(citizen).toEqual({ docType: 'CCCD', nationality: 'VN' });
    expect(isAsked('nationality', citizen)).toBe(false);
    const stranger = answerAsCitizen(citizen, 'docType', 'PASSPORT');
    expect(stranger).toEqual({ docType: 'PASSPORT' });
    expect(isAsked('nationality', stranger)).toBe(true);
    const said = answerAsCitizen(stranger, 'nationality', 'FR');
    expect(answerAsCitizen(said, 'docType', 'OTHER')).toEqual({
      docType: 'OTHER',
      nationality: 'FR',
    });
    const number = fields.find(({ key }) => key === 'docNumber');
    expect(number && isShown(number, { docType: 'NONE' })).toBe(false);
  });
});
