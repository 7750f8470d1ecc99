const MONTHS = "January February March April May June July August September October November December".split(" ");

export type DateFormat = (year: number, month: number, day: number) => string;
export type DateShape = "full" | "noYear" | "noDay";

export const two = (value: number): string => String(value).padStart(2, "0");
/** Of a month in [1, 12]. */
export const name = (month: number): string => MONTHS[month - 1]!;
export const short = (month: number): string => name(month).slice(0, 3);
export const yy = (year: number): string => String(year).slice(2);
export const ordinal = (day: number): string =>
  `${day}${day % 10 === 1 && day !== 11 ? "st" : day % 10 === 2 && day !== 12 ? "nd" : day % 10 === 3 && day !== 13 ? "rd" : "th"}`;

export function year(date: Date): number {
  return date.getUTCFullYear();
}
/** In [1, 12]. */
export function month(date: Date): number {
  return date.getUTCMonth() + 1;
}
export function day(date: Date): number {
  return date.getUTCDate();
}
