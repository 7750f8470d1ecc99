import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { Watch } from "../components/observability/watch";
import type { Site } from "../components/site";
import { tagsFor } from "../components/tags";
import type { Settings } from "./config";

/** One region of the stack: its provider and what components need to know of it. */
export interface Region {
  readonly site: Site;
  readonly provider: aws.Provider;
  /** Options for what is built in this region. */
  readonly opts: pulumi.ComponentResourceOptions;
}

/** What every workload builds with. */
export interface Context {
  readonly settings: Settings;
  readonly home: Region;
  /** The second region, when there is one. */
  readonly replica?: Region;
}

const PROJECT = "phiguard";

/** Providers and sites of the stack's regions. */
export function makeContext(settings: Settings): Context {
  const region = makeRegion(settings, "home", settings.region);
  const home = { ...region, site: { ...region.site, watch: new Watch() } };
  const { replicaRegion } = settings;
  return replicaRegion === undefined
    ? { settings, home }
    : { settings, home, replica: makeRegion(settings, "replica", replicaRegion) };
}

function makeRegion(settings: Settings, role: string, region: string): Region {
  const { environment, owner, tagKeys } = settings;
  const provider = new aws.Provider(role, {
    region: region as aws.Region,
    allowedAccountIds: settings.allowedAccountIds.length === 0 ? undefined : settings.allowedAccountIds,
    // For what no tag was given to; every component tags its own resources.
    defaultTags: {
      tags: { ...tagsFor({ environment, owner, tagKeys }, { workload: PROJECT, classification: "internal" }) },
    },
  });
  return {
    site: {
      project: PROJECT,
      environment,
      owner,
      region,
      tagKeys,
      accountId: aws.getCallerIdentityOutput({}, { provider }).accountId,
      permissionsBoundaryArn: settings.permissionsBoundaryArn,
      deletionProtection: settings.deletionProtection,
    },
    provider,
    opts: { providers: [provider] },
  };
}
