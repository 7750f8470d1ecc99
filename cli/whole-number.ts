import { InvalidArgumentError } from "commander";

/** Reads an option that is a whole number in [low, high]. */
export function wholeIn(low: number, high: number): (word: string) => number {
  return (word) => {
    const value = Number(word);
    if (!/^\d+$/.test(word) || value < low || value > high)
      throw new InvalidArgumentError(`It is a whole number in [${low}, ${high}].`);
    return value;
  };
}
