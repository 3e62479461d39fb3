/** Brightness of every pixel, 0 to 255, row by row. */
export type GreyPicture = {
  readonly width: number;
  readonly height: number;
  readonly luma: Uint8ClampedArray;
};

/** Sums over boxes of (2·reach+1)² pixels, by running sums: as fast for a large box as for a small one. */
const boxMean = ({ width, height, luma }: GreyPicture, reach: number): Float32Array => {
  const rows = new Float32Array(luma.length);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let sum = 0;
    let count = 0;
    for (let x = 0; x < Math.min(reach, width); x += 1) {
      sum += luma[row + x] ?? 0;
      count += 1;
    }
    for (let x = 0; x < width; x += 1) {
      if (x + reach < width) {
        sum += luma[row + x + reach] ?? 0;
        count += 1;
      }
      if (x > reach) {
        sum -= luma[row + x - reach - 1] ?? 0;
        count -= 1;
      }
      rows[row + x] = sum / count;
    }
  }
  const mean = new Float32Array(luma.length);
  const sums = new Float32Array(width);
  let count = 0;
  const add = (y: number, sign: 1 | -1) => {
    for (let x = 0; x < width; x += 1) sums[x] = (sums[x] ?? 0) + sign * (rows[y * width + x] ?? 0);
    count += sign;
  };
  for (let y = 0; y < Math.min(reach, height); y += 1) add(y, 1);
  for (let y = 0; y < height; y += 1) {
    if (y + reach < height) add(y + reach, 1);
    if (y > reach) add(y - reach - 1, -1);
    for (let x = 0; x < width; x += 1) mean[y * width + x] = (sums[x] ?? 0) / count;
  }
  return mean;
};

const map = (picture: GreyPicture, change: (value: number, at: number) => number): GreyPicture => {
  const luma = new Uint8ClampedArray(picture.luma.length);
  for (let at = 0; at < luma.length; at += 1) luma[at] = change(picture.luma[at] ?? 0, at);
  return { ...picture, luma };
};

/** Takes noise and the grid of a screen away. */
export const smoothed = (picture: GreyPicture, reach: number): GreyPicture => {
  const mean = boxMean(picture, reach);
  return map(picture, (_, at) => mean[at] ?? 0);
};

/** Unsharp mask: brings back edges that a lens or a hand has blurred. */
export const sharpened = (picture: GreyPicture, reach: number, amount: number): GreyPicture => {
  const mean = boxMean(picture, reach);
  return map(picture, (value, at) => value + amount * (value - (mean[at] ?? 0)));
};

/** Black or white by the mean around each pixel. */
export const binarised = (picture: GreyPicture, reach: number, bias: number): GreyPicture => {
  const mean = boxMean(picture, reach);
  return map(picture, (value, at) => (value < (mean[at] ?? 0) - bias ? 0 : 255));
};

/** The middle of a picture: so much of each side. */
export const middleOf = ({ width, height, luma }: GreyPicture, share: number): GreyPicture => {
  const cropWidth = Math.round(width * share);
  const cropHeight = Math.round(height * share);
  const left = (width - cropWidth) >> 1;
  const top = (height - cropHeight) >> 1;
  const crop = new Uint8ClampedArray(cropWidth * cropHeight);
  for (let y = 0; y < cropHeight; y += 1) {
    const from = (top + y) * width + left;
    crop.set(luma.subarray(from, from + cropWidth), y * cropWidth);
  }
  return { width: cropWidth, height: cropHeight, luma: crop };
};

/** Another size, bilinear; factors below 1/2 would need a mean and are not asked for. */
export const resized = ({ width, height, luma }: GreyPicture, factor: number): GreyPicture => {
  const toWidth = Math.round(width * factor);
  const toHeight = Math.round(height * factor);
  const to = new Uint8ClampedArray(toWidth * toHeight);
  for (let y = 0; y < toHeight; y += 1) {
    const fromY = Math.min(height - 1, Math.max(0, (y + 0.5) / factor - 0.5));
    const top = Math.min(height - 2, Math.floor(fromY));
    const down = fromY - top;
    for (let x = 0; x < toWidth; x += 1) {
      const fromX = Math.min(width - 1, Math.max(0, (x + 0.5) / factor - 0.5));
      const left = Math.min(width - 2, Math.floor(fromX));
      const right = fromX - left;
      const at = top * width + left;
      const upper = (luma[at] ?? 0) * (1 - right) + (luma[at + 1] ?? 0) * right;
      const lower = (luma[at + width] ?? 0) * (1 - right) + (luma[at + width + 1] ?? 0) * right;
      to[y * toWidth + x] = upper * (1 - down) + lower * down;
    }
  }
  return { width: toWidth, height: toHeight, luma: to };
};
