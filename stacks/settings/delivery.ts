import { flag, matching, oneOf, section } from "./values";

/** `phiguard:delivery`. */
export const delivery = section({
  /** Whose workflows may take the roles of the pipeline; without it there are none. */
  github: section({
    repository: matching(/^[A-Za-z0-9-]{1,39}\/[\w.-]{1,100}$/, "organisation/repository as GitHub has it"),
    /** Branch that is deployed and released. */
    branch: matching(/^[\w][\w./-]{0,99}$/, "a branch's name of 1 to 100 letters, digits or _./-").default("main"),
    /** `exists` in an account whose provider for GitHub another stack made. */
    provider: oneOf(["make", "exists"]).default("make"),
  }).optional(),
  /** A bucket and a key for Pulumi's own state; false where it is kept elsewhere. */
  stateBucket: flag().default(true),
  /** Release whose signed bundles the functions of each region run; left out, they run what was built here, unsigned. */
  signedRelease: matching(
    /^[0-9A-Za-z][\w.-]{0,62}$/,
    "a release such as 1.2.0, of 1 to 63 letters, digits or _.-",
  ).optional(),
});
