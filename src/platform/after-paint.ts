/** A page that nobody sees draws no pictures, and its alarms ring all the same. */
const atLatestMs = 250;

/** Does something once the next picture is on the screen. @returns calls it off */
export const afterPaint = (work: () => void): (() => void) => {
  let timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    work();
  }, atLatestMs);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(work, 0);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
};
