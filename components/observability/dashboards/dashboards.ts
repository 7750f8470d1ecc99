import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../../names";
import { atPlace, type Site } from "../../site";
import type { Watch } from "../watch";
import { boardsOf } from "./boards";
import { cloudWatchBody } from "./cloudwatch";

export interface DashboardsArgs {
  readonly site: Site;
  /** What there is to show. */
  readonly watch: Watch;
}

/** The stack's dashboards in CloudWatch. Counts, times and sizes alone. */
export class Dashboards extends pulumi.ComponentResource {
  constructor(name: string, args: DashboardsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:Dashboards", name, {}, opts);
    const { site, watch } = args;
    for (const { role } of boardsOf({ ...site, accountId: "" }, watch)) {
      new aws.cloudwatch.Dashboard(
        `${name}-${role}`,
        {
          dashboardName: nameFor(site, "other", `overview-${role}`),
          dashboardBody: atPlace(site, (place) => {
            const board = boardsOf(place, watch).find((of) => of.role === role);
            if (board === undefined) throw new Error(`there is no board ${role}`);
            return cloudWatchBody(board, site.region);
          }),
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
