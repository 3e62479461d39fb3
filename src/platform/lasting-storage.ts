/** Asks the browser not to erase what this tablet holds when it runs low; it may refuse. */
export const askForLastingStorage = async (): Promise<void> => {
  await navigator.storage.persist();
};

export const hasLastingStorage = (): Promise<boolean> => navigator.storage.persisted();
