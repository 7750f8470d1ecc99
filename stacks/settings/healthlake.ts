import { matching, bucketNamed, oneOf, section } from "./values";

/** `phiguard:healthlake`. */
export const healthlake = section({
  /** Shown name of the data store. */
  datastoreName: matching(/^[\w.:/=+\-%@]{1,200}$/, "1 to 200 letters, digits or _.:/=+-%@").optional(),
  /** `synthea` fills the store with made-up patients; production must have `none`. */
  preload: oneOf(["none", "synthea"]).default("none"),
  inputBucket: bucketNamed(),
  outputBucket: bucketNamed(),
  accessLogBucket: bucketNamed(),
});
