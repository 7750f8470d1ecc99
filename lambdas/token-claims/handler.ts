import { z } from "zod";
import { claimsOf } from "./core";
import type { Log } from "./ports";

/** Cognito Developer Guide, "Pre token generation Lambda trigger", version two of the event, as far as it is read. */
const EVENT = z.looseObject({
  version: z.literal("2"),
  triggerSource: z.string().regex(/^TokenGeneration_[A-Za-z]{1,64}$/),
  request: z.looseObject({
    userAttributes: z.record(z.string(), z.string()),
    scopes: z.array(z.string()).nullish(),
  }),
});

/**
 * The event with what the access token is to have. Id tokens stay as they are: nobody takes them here. Throws for another event, and then there is
 * no token.
 */
export function createHandler({ log }: { readonly log: Log }) {
  return async (input: unknown): Promise<object> => {
    const read = EVENT.safeParse(input);
    if (!read.success) {
      log.error("an event that can't be read", {
        paths: read.error.issues.map(({ path }) => path.join(".")).join(","),
      });
      throw new Error("The event can't be read.");
    }
    const { userAttributes, scopes } = read.data.request;
    const { claims, suppressed, malformed } = claimsOf(userAttributes, scopes ?? []);
    if (malformed.length > 0) log.error("attributes that are not of their form", { names: malformed.join(",") });
    log.info("claimed", { claims: Object.keys(claims).length, suppressed: suppressed.length });
    return {
      ...read.data,
      response: {
        claimsAndScopeOverrideDetails: {
          accessTokenGeneration: { claimsToAddOrOverride: claims, scopesToSuppress: suppressed },
        },
      },
    };
  };
}
