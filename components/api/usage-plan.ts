import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import type { RestApi } from "./rest-api";

export interface UsagePlanArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the plan's name. */
  readonly role: string;
  readonly api: RestApi;
  /** Requests a second of one key, in [1, 10000]. */
  readonly requestsASecond: number;
  /** Requests of one key that may come at once, in [1, 5000]. */
  readonly burst: number;
  /** Requests of one key a day, in [1, 100000000]. */
  readonly requestsADay: number;
}

/** How much the holder of an API key may ask of an API. Keys are made and changed elsewhere: none is in the stack's state. */
export class UsagePlan extends pulumi.ComponentResource {
  readonly planId: pulumi.Output<string>;

  constructor(name: string, args: UsagePlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:api:UsagePlan", name, {}, opts);
    assertWhole("UsagePlan", name, "requestsASecond", args.requestsASecond, 1, 10_000);
    assertWhole("UsagePlan", name, "burst", args.burst, 1, 5000);
    assertWhole("UsagePlan", name, "requestsADay", args.requestsADay, 1, 100_000_000);
    const plan = new aws.apigateway.UsagePlan(
      `${name}-plan`,
      {
        name: nameFor(args.site, "usagePlan", args.role),
        description: "How much the holder of a key may ask.",
        apiStages: [{ apiId: args.api.apiId, stage: args.api.stageName }],
        throttleSettings: { rateLimit: args.requestsASecond, burstLimit: args.burst },
        quotaSettings: { limit: args.requestsADay, period: "DAY" },
        tags: args.tags,
      },
      { parent: this },
    );
    this.planId = plan.id;
    this.registerOutputs({ planId: this.planId });
  }
}
