import * as pulumi from "@pulumi/pulumi";
import type { Plans } from "../lambdas/fhir-authorizer/contract";
import type { Settings } from "./config";

type Limits = Pick<Settings["fhirApi"], "plans" | "systems">;

/** A plan's limits as the IETF's draft "RateLimit header fields for HTTP" writes them: requests in a second, and in a day. */
export const policyOf = ({ id, requestsASecond, requestsADay }: Limits["plans"][number]): string =>
  `"${id}";q=${requestsASecond};w=1, "${id}-day";q=${requestsADay};w=86400`;

/** The authorizer's variable `PLANS`: clients of systems by their plan's limits. Clients of another issuer are not known here. */
export function plansOf(
  { plans, systems }: Limits,
  clientIdOf: (system: string) => pulumi.Output<string> | undefined,
): pulumi.Output<string> {
  const clients = systems.flatMap(({ id, plan }) => {
    const clientId = clientIdOf(id);
    return clientId === undefined ? [] : [clientId.apply((of) => ({ plan, clientId: of }))];
  });
  return pulumi.all(clients).apply((all) => {
    const byLimits: Plans = Object.fromEntries(
      plans.flatMap((plan) => {
        const ids = all.filter((one) => one.plan === plan.id).map(({ clientId }) => clientId);
        return ids.length === 0 ? [] : [[policyOf(plan), ids]];
      }),
    );
    return JSON.stringify(byLimits);
  });
}
