import type { viPoster } from '../vi/poster.ts';

export const enPoster: Record<keyof typeof viPoster, string> = {
  'poster.open': 'Poster: declare here',
  'poster.title': 'Poster of the checkpoint',
  'poster.text':
    'Put it up at the head of the queue and along it. Whoever declares by this code shows on the checkpoint’s Scan screen at once, with no scan.',
  'poster.print': 'Print the poster',
  'poster.print.text': 'One A4 sheet, black and white, at 100 %. It prints with no network.',
  'poster.local':
    'The server is at an address that only this machine can open ({host}). People’s telephones will not reach the page.',
  'poster.head': 'DECLARE YOUR HEALTH HERE',
  'poster.lead': 'Point your telephone’s camera at this code',
  'poster.step.answer': 'Answer, about 2 minutes. Nothing to install, nothing to pay.',
  'poster.step.wait': 'Stay in the queue. You can declare for people in your vehicle.',
  'poster.step.say': 'Your turn: say your name, show your papers. Keep the code on your telephone.',
  'poster.address': 'Or type the address',
  'poster.beware': 'Any other address is false: tell an officer.',
  'poster.none': 'No telephone, no network: declare with an officer.',

  'declared.list': 'Declared at the checkpoint',
  'declared.title': 'Declared at the checkpoint ({count})',
  'declared.text': 'Ask the name, see the papers, then tap.',
  'declared.others': 'and {count} in the same vehicle',
  'declared.now': 'just now',
  'declared.minutes': '{count} min ago',
  'declared.old': 'Declared over an hour ago ({count})',
  'declared.stale': 'No line. The list is of {time}; scan whoever is not on it.',
  'audit.deed.declared-here': 'Was handed declarations at the checkpoint',
};
