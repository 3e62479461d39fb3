import { describe, expect, it } from 'vitest';
import { issuedAtMs, typicalDeclaration } from '../../../tests/support/sample-declaration.ts';
import type { Declaration } from '../declaration/declaration.ts';
import type { Verification } from '../qr/verify-code.ts';
import { assessPerson, type LaneFacts } from './assess-person.ts';
import { defaultRules } from '../verdict/default-rules.ts';
import { isLoud } from './lane-notes.ts';
import { peopleInHand, type HeldPerson } from './people-in-hand.ts';
import { bestToPrefill, prefillHeld } from './prefill-held.ts';

const id = '01935f3a-7c1e-4b2a-9d3e-5f6a7b8c9d0e';
const untilMs = issuedAtMs + 72 * 3_600_000;
const code = 'HN1:A CODE';
const passCode = 'HC1:A PASS';

const contentOf = (change: Partial<Declaration> = {}) => ({
  kind: 'signed-declaration' as const,
  id,
  supersedes: null,
  issuer: 'VN',
  issuedAtMs,
  expiresAtMs: untilMs,
  declaration: { ...typicalDeclaration, ...change },
});
const verified = (change: Partial<Declaration> = {}): Verification => ({
  outcome: 'verified',
  keyId: '0a0b0c0d',
  content: contentOf(change),
});
const pass: Verification = {
  outcome: 'verified',
  keyId: '0a0b0c0d',
  content: {
    kind: 'vaccine-pass',
    issuer: 'FR',
    issuedAtMs,
    expiresAtMs: untilMs,
    name: 'Thị Thanh Hương Nguyễn',
    latinName: 'NGUYEN THI THANH HUONG',
    dob: '1990-05-17',
    events: [{ kind: 'vaccine', product: 'EU/1/20/1528', dose: 2, ofDoses: 2, on: '2026-01-05' }],
  },
};

const card = (name = 'Nguyễn Thị Thanh Hương', born = '17051990'): string =>
  `036190012345||${name}|${born}|Nữ|Nam Cường, Nam Định|10082021`;

const facts = (change: Partial<LaneFacts> = {}): LaneFacts => ({
  former: null,
  sameCode: null,
  news: [],
  uses: [],
  direction: 'in',
  temperature: 36.6,
  ruleSet: defaultRules,
  nowMs: issuedAtMs,
  ...change,
});

const only = (people: readonly HeldPerson[]): HeldPerson => {
  const [person, ...others] = people;
  if (!person || others.length > 0) throw new Error(`${people.length} people`);
  return person;
};
const shown = (checked: Verification, ...cards: string[]): HeldPerson =>
  only(peopleInHand([code, ...cards], new Set(), new Map([[code, checked]])));

describe('a signed declaration in the lane', () => {
  it('[CODE-2] that stands is proposed a verdict and kept as it was declared, from the code alone', () => {
    const assessed = assessPerson(shown(verified()), facts());
    expect(assessed).toMatchObject({
      declaration: typicalDeclaration,
      signedId: id,
      proposal: { verdict: 'pass' },
      fits: true,
    });
    expect(assessed.declaration?.channel).toBe('self_qr');
    expect(assessed.notes.filter(isLoud)).toEqual([]);
    expect(assessed.notes).not.toContain('lane/unsigned');
    const ill = shown(verified({ 'epi.anySymptom': true, 'epi.symptoms': ['ho'] }));
    expect(assessPerson(ill, facts())).toMatchObject({
      proposal: { verdict: 'refer_health' },
      fits: false,
    });
  });

  const doubtful = [
    ['expired', { outcome: 'expired', content: contentOf() }],
    ['not-yet-valid', { outcome: 'not-yet-valid', content: contentOf() }],
    ['withdrawn-key', { outcome: 'withdrawn-key' }],
    ['unknown-key', { outcome: 'unknown-key' }],
    ['bad-signature', { outcome: 'bad-signature' }],
    ['malformed', { outcome: 'malformed' }],
  ] as const;
  it.each(doubtful)(
    '[CODE-3] that is %s says exactly that, and is not kept by one tap',
    (standing, checked) => {
      const assessed = assessPerson(shown(checked), facts());
      expect(assessed).toMatchObject({ declaration: null, proposal: null, fits: false });
      expect(assessed.notes.filter(isLoud)).toEqual([`code.${standing}`]);
    },
  );

  it.each(['superseded', 'withdrawn'] as const)(
    '[CODE-3] that was %s says so though its signature holds',
    (what) => {
      const news = [{ what, declarationId: id, untilMs }];
      const assessed = assessPerson(shown(verified()), facts({ news }));
      expect(assessed).toMatchObject({ declaration: null, signedId: null, fits: false });
      expect(assessed.notes.filter(isLoud)).toEqual([`code.${what}`]);
      const other = [{ what, declarationId: id.replace('01', '02'), untilMs }];
      expect(assessPerson(shown(verified()), facts({ news: other })).fits).toBe(true);
    },
  );

  it('[CODE-4] that was shown before says where, and is kept only after a look', () => {
    const uses = [{ unitId: 'hn-02', atMs: issuedAtMs }];
    const elsewhere = assessPerson(shown(verified()), facts({ uses }));
    expect(elsewhere).toMatchObject({ proposal: { verdict: 'pass' }, fits: false });
    expect(elsewhere.notes.filter(isLoud)).toEqual(['code.used-elsewhere']);
    const here = assessPerson(shown(verified()), facts({ uses: [{ unitId: null, atMs: 1 }] }));
    expect(here.notes.filter(isLoud)).toEqual(['code.used-here']);
  });

  it.each([
    ['agrees', card(), [], 'match', true],
    ['differs in its marks', card('NGUYEN THI THANH HUONG'), ['lane/name-marks'], 'match', true],
    [
      'has another name',
      card('Trần Thị Lan'),
      ['lane/name-differs', 'lane/doubtful'],
      'mismatch',
      false,
    ],
    ['has another birth', card(undefined, '18051990'), ['lane/dob-differs'], 'partial', false],
  ] as const)('[CODE-5] beside a card of its number that %s', (_, text, notes, idResult, fits) => {
    const assessed = assessPerson(shown(verified(), text), facts());
    expect(assessed.notes).toEqual(expect.arrayContaining([...notes]));
    expect(assessed).toMatchObject({
      signedId: id,
      check: { 'check.idMethod': 'cccd_qr', 'check.idResult': idResult },
      fits,
    });
  });

  it('[CODE-5] beside a card of another number is somebody else’s', () => {
    const other = '036190012346||Nguyễn Thị Thanh Hương|17051990|Nữ|Nam Định|10082021';
    const people = peopleInHand([code, other], new Set(), new Map([[code, verified()]]));
    expect(people).toHaveLength(2);
  });

  it('[CODE-6] a vaccine pass is joined to the card of its person, whichever name stands first', () => {
    const checked = new Map([[passCode, pass]]);
    const person = only(peopleInHand([card(), passCode], new Set(), checked));
    const assessed = assessPerson(person, facts());
    expect(assessed.pass).toMatchObject({ standing: 'verified', content: { issuer: 'FR' } });
    expect(assessed.notes).toContain('pass.verified');
    expect(assessed.declaration).toBeNull();
    const younger = card(undefined, '17051991');
    const doubted = only(peopleInHand([younger, passCode], new Set(), checked));
    expect(doubted.likeness).toBe('doubtful');
    expect(peopleInHand([card('Trần Văn An'), passCode], new Set(), checked)).toHaveLength(2);
    const old: Verification = { outcome: 'unknown-key' };
    const unknown = peopleInHand([passCode], new Set(), new Map([[passCode, old]]));
    expect(assessPerson(only(unknown), facts()).notes).toEqual(['pass.unknown-key']);
  });

  it('[CODE-7] fills in who somebody is, and never a trip or a health answer', () => {
    const ended = shown({ outcome: 'expired', content: contentOf() }, card());
    const best = bestToPrefill(ended.codes);
    expect(best?.code.kind).toBe('signed-declaration');
    const filled = best ? prefillHeld(best) : {};
    expect(filled).toMatchObject({
      fullName: 'Nguyễn Thị Thanh Hương',
      dob: '17/05/1990',
      docNumber: '036190012345',
      'addr.permanent': { provinceCode: '36' },
    });
    expect(Object.keys(filled).filter((key) => /^(move|epi|test|check|ack)\./.test(key))).toEqual(
      [],
    );
    const forged = shown({ outcome: 'bad-signature' });
    expect(bestToPrefill(forged.codes)).toBeNull();
  });
});

describe('who is recognised', () => {
  const elsewhere = [{ unitId: 'hn-02', atMs: issuedAtMs + 60_000 }];
  const here = [{ unitId: null, atMs: issuedAtMs + 90_000 }];
  const green: Partial<Declaration> = {
    'permit.kind': 'luong_xanh',
    'permit.number': 'HN-2026-1234',
    'move.plate': '29C12345',
  };

  it('[GREEN-1] who passed another unit and whose card agrees fits; the code alone, another name, or a use here does not', () => {
    const both = shown(verified(), card());
    const assessed = assessPerson(both, facts({ uses: elsewhere }));
    expect(assessed).toMatchObject({ recognised: 'passed-elsewhere', fits: true, signedId: id });
    expect(assessed.notes).toContain('lane/passed-elsewhere');
    expect(assessed.notes.filter(isLoud)).toEqual([]);
    const doubted = [
      assessPerson(shown(verified()), facts({ uses: elsewhere })),
      assessPerson(shown(verified(), card('Trần Thị Mai')), facts({ uses: elsewhere })),
      assessPerson(both, facts({ uses: [...here, ...elsewhere] })),
      assessPerson(both, facts({ uses: elsewhere, temperature: 38.2 })),
      assessPerson(both, facts({ uses: elsewhere, watched: 'contact' })),
    ];
    for (const one of doubted) expect(one).toMatchObject({ recognised: null, fits: false });
  });

  it('[GREEN-2] a green-lane vehicle is recognised until something speaks against it', () => {
    const driver = assessPerson(shown(verified(green)), facts());
    expect(driver).toMatchObject({ recognised: 'green-lane', fits: true });
    expect(driver.notes).toContain('lane/green-lane');
    const { 'permit.number': _number, ...unnumbered } = green;
    expect(assessPerson(shown(verified(unnumbered)), facts()).recognised).toBeNull();
    const ill = { ...green, 'epi.anySymptom': true, 'epi.symptoms': ['ho' as const] };
    expect(assessPerson(shown(verified(ill)), facts())).toMatchObject({
      recognised: null,
      proposal: { verdict: 'refer_health' },
    });
    expect(assessPerson(shown(verified(green)), facts({ watched: 'case' }))).toMatchObject({
      recognised: null,
      proposal: { verdict: 'hold' },
    });
  });
});
