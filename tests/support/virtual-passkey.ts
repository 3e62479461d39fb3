import type { Page } from 'playwright-core';

export type VirtualReader = {
  /** Whether it recognises who touches it from now on. */
  recognise: (isRight: boolean) => Promise<void>;
  /** How many passkeys it holds. */
  count: () => Promise<number>;
};

/** A fingerprint reader that is part of this Chromium; it lives as long as the page. */
export const addReader = async (page: Page, hasPrf: boolean): Promise<VirtualReader> => {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return {
    recognise: async (isRight) => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: isRight });
    },
    count: async () => {
      const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
      return credentials.length;
    },
  };
};
