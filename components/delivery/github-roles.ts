import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { boundedRole } from "../access/bounded-role";
import { policyDocument, type Statement } from "../access/policy-document";
import { iamArn, nameFor } from "../names";
import { atPlace, type Place, type Site } from "../site";
import type { Tags } from "../tags";
import { deployBoundary } from "./deploy-boundary";
import { deployDenials } from "./deploy-denials";
import { readStatements, writePolicies } from "./deploy-policies";
import { AUDIENCE, GITHUB_ISSUER, githubTrust, type GithubRuns } from "./github-trust";
import { releaseStatements } from "./release-policy";
import type { DeployPlace } from "./special-rights";

export interface GithubRolesArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** `organisation/repository` whose workflows may take the roles. */
  readonly repository: string;
  /** Branch that previews beside pull requests, updates and releases are of. */
  readonly branch: string;
  /** Second region of the stack, where it has one. */
  readonly replicaRegion?: string;
  /** An account has the provider once: `exists` where another stack made it. */
  readonly provider: "make" | "exists";
}

/** Last parts of the names of the roles. */
export const GITHUB_ROLES = {
  preview: "delivery-preview",
  up: "delivery-up",
  release: "delivery-release",
} as const;

/** Last part of the boundary's name, as those of the workloads have it. */
const BOUNDARY_ROLE = "delivery-role-boundary";

/**
 * The roles that workflows of one GitHub repository take with short-lived tokens, so that no key of AWS is kept there: `preview` reads
 * settings, for pull requests and the branch; `up` changes the stack, in GitHub's environment of the stack's name; `release` pushes images and
 * has bundles signed, in the environment `<name>-release`. None reads records, and none changes what bounds it.
 */
export class GithubRoles extends pulumi.ComponentResource {
  readonly previewArn: pulumi.Output<string>;
  readonly upArn: pulumi.Output<string>;
  readonly releaseArn: pulumi.Output<string>;

  constructor(name: string, args: GithubRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:delivery:GithubRoles", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const provider =
      args.provider === "exists"
        ? undefined
        : new aws.iam.OpenIdConnectProvider(
            `${name}-provider`,
            { url: `https://${GITHUB_ISSUER}`, clientIdLists: [AUDIENCE], tags },
            child,
          );
    const bounded = { ...site, permissionsBoundaryArn: site.permissionsBoundaryArn ?? this.boundary(name, args) };
    const role = (
      last: keyof typeof GITHUB_ROLES,
      description: string,
      runs: Omit<GithubRuns, "repository" | "branch">,
      statements: (place: DeployPlace) => readonly Statement[],
    ): aws.iam.Role =>
      boundedRole(
        `${name}-${last}`,
        {
          site: bounded,
          tags,
          role: GITHUB_ROLES[last],
          description,
          policyDescription: `What the role may do. ${description}`,
          trust: (place) => githubTrust(place, { ...runs, repository: args.repository, branch: args.branch }),
          statements: (place) => statements(deployPlace(args, place)),
        },
        { ...child, ...(provider && { dependsOn: provider }) },
      ).role;
    const preview = role(
      "preview",
      "Previews and refreshes of workflows: reads settings, never records.",
      { pullRequests: true },
      (place) => readStatements(place).services,
    );
    const up = role(
      "up",
      "Updates of workflows: changes what has the stack's names and tags.",
      { environment: site.environment },
      (place) => readStatements(place).services,
    );
    const release = role(
      "release",
      "Releases of workflows: pushes images and has bundles signed.",
      { environment: `${site.environment}-release` },
      releaseStatements,
    );
    this.attach(`${name}-rest`, args, [preview, up], "delivery-reads", (place) => readStatements(place).rest);
    this.attach(`${name}-denials`, args, [preview, up, release], "delivery-denials", deployDenials);
    for (const area of AREAS) {
      this.attach(`${name}-${area}`, args, [up], `delivery-${area}`, (place) => writePolicies(place)[area]);
    }
    this.previewArn = preview.arn;
    this.upArn = up.arn;
    this.releaseArn = release.arn;
    this.registerOutputs({ previewArn: this.previewArn, upArn: this.upArn, releaseArn: this.releaseArn });
  }

  private boundary(name: string, args: GithubRolesArgs): pulumi.Output<string> {
    const { site, tags } = args;
    const policy = new aws.iam.Policy(
      `${name}-boundary`,
      {
        name: nameFor(site, "policy", BOUNDARY_ROLE),
        description: "The most that a role of the pipeline can do, whatever else is attached to it.",
        policy: atPlace(site, (place) => policyDocument(deployBoundary(deployPlace(args, place)))),
        tags,
      },
      { parent: this },
    );
    return pulumi
      .all([site.accountId, policy.name])
      .apply(([accountId, policyName]) => iamArn({ region: site.region, accountId }, `policy/${policyName}`));
  }

  private attach(
    name: string,
    args: GithubRolesArgs,
    roles: readonly aws.iam.Role[],
    role: string,
    statements: (place: DeployPlace) => readonly Statement[],
  ): void {
    const { site, tags } = args;
    const child = { parent: this };
    const policy = new aws.iam.Policy(
      `${name}-policy`,
      {
        name: nameFor(site, "policy", role),
        description: "A part of what the pipeline's roles may do.",
        policy: atPlace(site, (place) => policyDocument(statements(deployPlace(args, place)))),
        tags,
      },
      child,
    );
    roles.forEach((to, index) => {
      new aws.iam.RolePolicyAttachment(`${name}-${index + 1}`, { role: to.name, policyArn: policy.arn }, child);
    });
  }
}

/** A policy each, as IAM takes 6,144 characters in one and ten on a role. */
const AREAS = ["identity", "storage", "compute", "messages", "data", "lake", "network"] as const;

function deployPlace({ site: { tagKeys }, replicaRegion }: GithubRolesArgs, place: Place): DeployPlace {
  const regions = [place.region, ...(replicaRegion === undefined ? [] : [replicaRegion])];
  return { ...place, regions, environmentTag: tagKeys.environment, classificationTag: tagKeys.classification };
}
