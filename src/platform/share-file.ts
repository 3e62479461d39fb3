/**
 * The share sheet of the device (Web Share Level 2), for a file that it lets through; null where it does not:
 * Chromium has a list of endings and lets no other one be shared.
 */
export const shareFile = (file: File): (() => Promise<void>) | null => {
  if (typeof navigator.canShare !== 'function' || !navigator.canShare({ files: [file] }))
    return null;
  return async () => {
    try {
      await navigator.share({ files: [file], title: file.name });
    } catch {
      // Closed again, or nobody to share with: the file is still here to be saved.
    }
  };
};
