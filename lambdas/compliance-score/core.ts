const NUMBER = /^\d{1,3}(\.\d+)?$/;

/** Per cent in [0, 100]; undefined where nothing was judged, or the text is no score. Never 100 for want of a result. */
export function percentOf(score: string | undefined): number | undefined {
  if (score === undefined || !NUMBER.test(score)) return undefined;
  const percent = Number(score);
  return percent <= 100 ? percent : undefined;
}
