import type { viCitizen } from '../vi/citizen.ts';

export const enCitizen = {
  'citizen.title': 'Health declaration for checkpoints',
  'citizen.start': 'Declare ahead, pass quickly',
  'citizen.start.lead':
    'About 2 minutes. You get a QR code that is good for 72 hours and can be shown to an officer without a network.',
  'citizen.notice': 'Your data',
  'citizen.notice.text':
    'Notice on data, version {version}. What you declare is used only to fight the epidemic, as a task of the state (Law 91/2025/QH15 on personal data, Article 19), not by consent. Only those with that task may see it; it is deleted when it is no longer needed for it. You may see it, have it corrected and complain at the checkpoint.',
  'citizen.warning': 'False statements may be punished by law.',
} as const satisfies Record<keyof typeof viCitizen, string>;
