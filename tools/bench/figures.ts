/** The middle one, or the lower of the two in the middle. */
export function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor((figures.length - 1) / 2)] ?? Number.NaN;
}

export function round(figure: number, digits: number): number {
  return Number(figure.toFixed(digits));
}

/** A line of a table: the first cell at the left, `wide`, the others at the right of 13 places each. */
export function row(wide: number, first: string, ...cells: readonly string[]): string {
  return `  ${first.padEnd(wide)}${cells.map((cell) => cell.padStart(13)).join("")}`;
}
