import type { Statement } from "../access/policy-document";
import { bucketArn, iamArn, partitionOf } from "../names";
import { ofAccount, readStatements, writePolicies } from "./deploy-policies";
import { releaseStatements } from "./release-policy";
import type { DeployPlace } from "./special-rights";

/** Verbs of a service that are written out; with more of them, IAM's 6,144 characters have room for their first letters alone. */
const VERBS_IN_FULL = 4;

/** Services whose descriptions tell what the account has; hardly any takes a resource (Service Authorization Reference). */
const LISTED = /^((ec2|elasticloadbalancing|application-autoscaling):Describe).*/;

/** Actions by the verb in front: `sqs:CreateQueue` is `sqs:Create*`, or `sqs:C*` where the service has many verbs. */
export function byVerb(actions: readonly string[]): string[] {
  const verbs = new Map<string, Set<string>>();
  for (const action of actions) {
    const [service, name] = action.split(":") as [string, string];
    const verb = /^[A-Z][a-z0-9]+|^[A-Z]+/.exec(name)?.[0] ?? name;
    verbs.set(service, (verbs.get(service) ?? new Set()).add(verb));
  }
  return [...verbs]
    .flatMap(([service, of]) =>
      of.size <= VERBS_IN_FULL
        ? [...of].map((verb) => `${service}:${verb}*`)
        : [...new Set([...of].map((verb) => `${service}:${verb.slice(0, 1)}*`))],
    )
    .sort();
}

/**
 * The most that the roles of the pipeline can do: the verbs of their policies, in this account. What they are granted is narrower, and what they are
 * denied (deploy-denials.ts) is a policy of its own that they can't take off.
 */
export function deployBoundary(place: DeployPlace): Statement[] {
  const { services, rest } = readStatements(place);
  const granted = [...services, ...rest, ...Object.values(writePolicies(place)).flat(), ...releaseStatements(place)];
  const actions = (of: readonly Statement[], iam: boolean): string[] =>
    of.flatMap(({ Action }) => [Action].flat()).filter((action) => action.startsWith("iam:") === iam);
  const named = granted.filter(({ Resource }) => Resource !== "*");
  const unnamed = granted.filter(({ Resource }) => Resource === "*");
  const partition = partitionOf(place.region);
  const ours = `${place.project}-${place.environment}-*`;
  const buckets = bucketArn(place.region, ours);
  return [
    {
      Sid: "Services",
      Effect: "Allow",
      Action: byVerb(actions(named, false)),
      Resource: [ofAccount(place), `arn:${partition}:apigateway:*::/*`, `arn:${partition}:route53:::*`, buckets],
    },
    {
      Sid: "WithoutResource",
      Effect: "Allow",
      Action: [
        ...new Set(
          [...actions(unnamed, false), ...actions(unnamed, true)].map((action) => action.replace(LISTED, "$1*")),
        ),
      ],
      Resource: "*",
    },
    {
      Sid: "Identity",
      Effect: "Allow",
      Action: byVerb(actions(named, true)),
      Resource: [`role/${ours}`, `policy/${ours}`, "role/aws-service-role/*"].map((path) => iamArn(place, path)),
    },
    {
      Sid: "ReadIdentity",
      Effect: "Allow",
      Action: ["iam:Get*", "iam:List*"],
      // IAM takes no ARN that leaves the kind of identity open.
      Resource: ["role/*", "policy/*", "oidc-provider/*"].map((path) => iamArn(place, path)),
    },
  ];
}
