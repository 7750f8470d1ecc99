import type { Count } from "./counts";

/** Counts whose lasting rise is a feature of its own. */
export const LASTING = [
  "volume",
  "fresh",
  "outside",
  "strangers",
  "records",
  "odd",
  "flagged",
  "switches",
] as const satisfies readonly Count[];
/** Counts of the present time at work. */
export const PRESENT = [
  "volume",
  "fresh",
  "outside",
  "strangers",
  "flagged",
  "emergency",
  "switches",
  "pace",
  "bulk",
  "odd",
] as const satisfies readonly Count[];

/** Each feature, with what it says of an access. Its value is in [0, 1]; 0 is usual, or not known. */
export const FEATURES = {
  hour: "an hour at which the person is hardly ever at work",
  unit: "a patient of a unit whose patients the person hardly ever sees",
  firstSeen: "a patient whom the person has not seen in weeks, where most are known",
  relation: "a known person, a relative or a coworker, outside what the person's work brings along",
  breakGlass: "break-glass, where the person hardly ever uses it",
  device: "a device that the person does not use",
  network: "a network that the person does not come from",
  overlap: "two devices in use at once",
  peers: "more patients of other units than others of the role see, for weeks",
  volumeNow: "more accesses than usual in this time at work",
  freshNow: "more patients not seen before than usual in this time at work",
  outsideNow: "more patients of other units than usual in this time at work",
  strangersNow: "more patients who are both new and of other units than usual in this time at work",
  flaggedNow: "more accesses than usual to known persons, relatives and coworkers in this time at work",
  emergencyNow: "more uses of break-glass than usual in this time at work",
  switchesNow: "more going back and forth between devices than usual in this time at work",
  paceNow: "more accesses within minutes than usual",
  bulkNow: "more records within an hour than usual",
  oddNow: "more accesses than usual at hours that are not the person's, in this time at work",
  volumeLately: "more accesses than usual, for days or weeks",
  freshLately: "more patients not seen before, for days or weeks",
  outsideLately: "more patients of other units, for days or weeks",
  strangersLately: "more patients who are both new and of other units, for days or weeks",
  recordsLately: "more records than usual, for days or weeks",
  oddLately: "more accesses at odd hours, for days or weeks",
  flaggedLately: "more accesses to known persons, relatives and coworkers, for days or weeks",
  switchesLately: "more going back and forth between devices, for days or weeks",
} as const;

export type Feature = keyof typeof FEATURES;

export const FEATURE_NAMES = Object.keys(FEATURES) as Feature[];

/** Values in the order of `FEATURE_NAMES`, each in [0, 1]. */
export type Features = Float64Array;
