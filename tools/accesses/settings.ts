import type { HospitalSettings } from "../../synthetic/hospital/year";

const PEOPLE = 1000;

/** The year that the model is fitted to; it has more insiders than any that is judged, so that there is something to learn. */
export const FITTED_ON: HospitalSettings = { seed: 1, people: PEOPLE, insidersOfEach: 40 };

/** The year of the model for accesses of which caller, patient and records alone are told. */
export const BARE_FITTED_ON: HospitalSettings = { seed: 1, people: PEOPLE / 2, insidersOfEach: 40 };

/** The years that it is judged on, once it is fitted. */
export const JUDGED_ON: readonly HospitalSettings[] = [11, 12, 13].map((seed) => {
  return { seed, people: PEOPLE, insidersOfEach: 20 };
});

/** Share of honest people's days that the fit looks at. */
export const HONEST_SHARE = 0.06;

/** Honest people's days that may be told of, each day: what a few reviewers can look at, and well below the 100 that are the most. */
export const ALERTS_A_DAY = 20;
export const BARE_ALERTS_A_DAY = ALERTS_A_DAY / 2;
