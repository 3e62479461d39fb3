import type { viHandover } from '../vi/handover.ts';

export const enHandover: Record<keyof typeof viHandover, string> = {
  'handover.title': 'Hand over without a network',
  'handover.back': 'Back',
  'handover.give.title': '1. Give it to another tablet to carry',
  'handover.give.count':
    '{name}: {records} {records:declaration|declarations} ({entries} {entries:entry|entries}) the server lacks',
  'handover.give.text':
    'Sealed: whoever carries it cannot read it. This tablet keeps it until the server’s receipt is here.',
  'handover.give.codes': 'Show codes to the other tablet',
  'handover.give.save': 'Save a .chot file',
  'handover.give.share': 'Share the file',
  'handover.give.saved':
    'Saved under Downloads. Copy it to the supervisor’s tablet by USB or nearby share.',
  'handover.codes.label': 'Running codes',
  'handover.codes.text':
    'Hold the other tablet’s camera to this, a hand’s breadth away, until it says 100%. After a break, go on.',
  'handover.codes.time': 'About {seconds} {seconds:second|seconds} at best. Round {round}.',
  'handover.codes.done': 'The other one has it all',
  'handover.codes.slow': 'Slower',
  'handover.codes.too-long': 'Too much for codes. Use the .chot file.',
  'handover.eye.close': 'Turn the camera off',
  'handover.receipt.title': '2. Take the server’s receipt',
  'handover.receipt.text':
    'With a network the receipt comes by itself. Without: from the tablet that carried it.',
  'handover.receipt.scan': 'Scan a receipt',
  'handover.receipt.file': 'Open a receipt file',
  'handover.receipt.aim': 'Hold the receipt’s code into the picture.',
  'handover.receipt.other': 'This code is no receipt.',
  'handover.receipt.all':
    'The server has everything. {count} more {count:entry|entries}, nothing is unsent.',
  'handover.receipt.part':
    'The server has {count} more {count:entry|entries}; {unsent} {unsent:is|are} unsent.',
  'handover.receipt.old':
    'This receipt adds nothing. {unsent} {unsent:entry has|entries have} none yet: ask the other tablet for a newer one.',
  'handover.take.title': 'Take over from another tablet',
  'handover.take.waiting': '{count} {count:part|parts} not delivered yet',
  'handover.take.text':
    'This tablet keeps it and sends it by itself. It cannot read it. Then bring the receipt back.',
  'handover.take.codes': 'Read the codes of the other tablet',
  'handover.take.go-on': 'Go on reading',
  'handover.take.file': 'Open a .chot file',
  'handover.take.aim': 'The whole code into the picture, hold still.',
  'handover.take.other': 'These are the codes of another hand-over.',
  'handover.take.this-one': 'Drop what was read, take this one',
  'handover.take.again': 'Enough was read and it does not fit. Reading it anew.',
  'handover.take.progress': 'Read so far',
  'handover.take.percent': '{percent}% · {have}/{need}',
  'handover.take.taken':
    'Took {records} {records:declaration|declarations} ({entries} {entries:entry|entries}) of {name}.',
  'handover.take.known': 'This of {name} was taken before; it is not counted twice.',
  'handover.list.title': 'Kept for others',
  'handover.list.what':
    '{records} {records:declaration|declarations} ({entries} {entries:entry|entries}), taken at {time}',
  'handover.list.show': 'Show the receipt',
  'handover.list.hide': 'Hide the receipt',
  'handover.list.save': 'Save the receipt file',
  'handover.list.code': 'Receipt code',
  'handover.list.next': 'Receipt {number}/{count}: next code',
  'handover.state.held': 'Waits for a network',
  'handover.state.waiting': 'Waits for what comes before it',
  'handover.state.delivered': 'The server has it',
  'handover.state.refused': 'The server does not take it',
  'carry/nothing': 'The server has everything of this tablet. There is nothing to hand over.',
  'carry/no-key': 'This tablet has no key of its own to sign with. Connect it once and try again.',
  'carry/unsealed':
    'There are old entries that are not sealed; they cannot go through other hands. Connect it.',
  'carry/too-much': 'Too much for one hand-over. Connect the tablet.',
  'carry/damaged': 'The data was damaged or changed on the way. Take it again from the tablet.',
  'carry/other-file': 'This is no hand-over file (.chot) that this tablet can read.',
  'carry/own': 'This is this tablet’s own data. Open it on the supervisor’s tablet.',
  'carry/is-receipt': 'This is a receipt. Open it under “Take a receipt”.',
  'carry/no-server-key':
    'This tablet does not know the server’s signature yet. The receipt will come by network.',
  'carry/other-receipt': 'This receipt is another tablet’s.',
  'carry/kept-apart':
    'The log goes another way at the server: this is kept apart and not lost. Connect the tablet it is of when you can.',
  'carry/other-history':
    'The log goes another way at the server. Connect the tablet it is of; it settles that itself.',
};
