import { z } from "zod";
import { bucketNamed, flag, matching, oneOf, section, wholeIn } from "./values";

/** `phiguard:healthlake`. */
export const healthlake = section({
  /** Shown name of the data store. */
  datastoreName: matching(/^[\w.:/=+\-%@]{1,200}$/, "1 to 200 letters, digits or _.:/=+-%@").optional(),
  /** `synthea` fills the store with made-up patients; production must have `none`. */
  preload: oneOf(["none", "synthea"]).default("none"),
  inputBucket: bucketNamed(),
  outputBucket: bucketNamed(),
  accessLogBucket: bucketNamed(),
  /** Hours between two exports of the whole data store; 0 exports only when somebody asks. */
  exportEveryHours: wholeIn(0, 720).default(24),
  /** Offset of times in HL7 messages that name none; left out, such a time loses its hours, and is listed. */
  hl7Zone: matching(/^[+-](0\d|1[0-4]):[0-5]\d$/, "an offset such as -05:00").optional(),
  /** False runs the functions outside of the network; they reach HealthLake and S3 by TLS all the same. */
  inNetwork: flag().default(true),
  /** Addresses that hear of critical findings in exports; the messages name no patient. */
  alertEmails: z
    .array(z.email({ error: "must be an e-mail address" }), { error: "must be a list of e-mail addresses" })
    .default([]),
});
