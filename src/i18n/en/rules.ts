import type { viRules } from '../vi/rules.ts';

export const enRules = {
  'reason/symptom': 'Declares fever, cough or breathlessness',
  'reason/fever': 'Fever, {temperature} °C measured here',
  'reason/contact-case': 'Contact with a case',
  'reason/contact-other': 'Contact with a suspected person or area',
  'reason/watched-case': 'On the watchlist: a case',
  'reason/watched-contact': 'On the watchlist: contact of a case',
  'reason/test-positive': 'Positive test',
  'reason/test-old': 'Test older than {hours} hours',
  'reason/no-test': 'No test',
  'reason/identity-differs': 'Identity differs',
  'reason/no-permit': 'No permit',
  'reason/trip': 'The trip is not allowed',
  'reason/vaccine': 'Fewer than {doses} doses of vaccine',
  'reason/nothing-found': 'No symptom, no contact',

  'when.symptom': 'declares {list}',
  'when.contact': 'was in contact with {list}',
  'when.contact.case': 'a case',
  'when.contact.area': 'somebody from an affected area',
  'when.contact.symptomatic': 'somebody with symptoms',
  'when.temperature': '{value} °C or more measured here',
  'when.identity': 'identity check: {list}',
  'when.permit': 'permit: {list}',
  'when.purpose': 'purpose: {list}',
  'when.vehicle': 'by {list}',
  'when.direction': 'direction {list}',
  'when.test-result': 'test {list}',
  'when.test-age': 'sample older than {value} hours',
  'when.no-test': 'no test',
  'when.vaccine': 'fewer than {value} doses of vaccine',
  'when.watchlist': 'watchlist: {list}',
  'when.watchlist.case': 'case',
  'when.watchlist.contact': 'contact of a case',
  'when.unit': 'at {list}',

  'rules/malformed': 'The rules are not written properly. Look at the numbers.',
  'rules/milder': 'A rule would treat somebody with symptoms more mildly. Change order or verdict.',
  'rules/lets-illness-pass':
    'Somebody with cough, fever, breathlessness or contact with a case would pass. Turn that rule on.',

  'settings.rules': 'Rules of verdicts',
  'rules.in-force': 'Rules number {number}',
  'rules.first': 'Built-in rules',
  'rules.stale':
    'Rules number {number}: for {hours} hours the server could not be asked for newer ones.',
  'rules.unread':
    'There are newer rules that this tablet cannot use yet. Number {number} is in use.',
} satisfies Record<keyof typeof viRules, string>;
