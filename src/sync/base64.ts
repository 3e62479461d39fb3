const sliceBytes = 0x2000;

/** Standard base64 with padding. Sliced, because a call takes only so many arguments. */
export const bytesToBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let start = 0; start < bytes.length; start += sliceBytes) {
    text += String.fromCharCode(...bytes.subarray(start, start + sliceBytes));
  }
  return btoa(text);
};
