import { all, any, fromBoolean, not, unknown, unnamed, type Answer } from "../../answer";
import { absent, atMost, is } from "../../predicates";
import { entriesOf, pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import {
  decidesItself,
  FROM_TEMPLATE,
  INSTANCE,
  LAUNCH_CONFIGURATION,
  LAUNCH_TEMPLATE,
  SPOT_REQUEST,
  type Compute,
} from "./compute";
import { computeEnvironment, nodeGroup } from "./node-template";
import { everyUserData } from "./user-data-text";

/** The region's defaults have the same settings on their top level. */
interface MetadataOptions {
  readonly httpTokens: string;
  readonly httpEndpoint: string;
}

const DEFAULTS = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults";

const started = on<Compute & MetadataOptions>(INSTANCE, SPOT_REQUEST, LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION, DEFAULTS);
const withHops = on<Compute>(LAUNCH_TEMPLATE, LAUNCH_CONFIGURATION, INSTANCE, SPOT_REQUEST);
const enclaveHost = on<Compute>(INSTANCE, LAUNCH_TEMPLATE, SPOT_REQUEST);

const IMDS = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html";

/** Session tokens are required, or there is no metadata service at all. */
function requiresTokens(options: Reading<MetadataOptions>): Answer {
  return any(is(options.httpTokens, "required"), unnamed(is(options.httpEndpoint, "disabled")));
}

function metadataOf(p: Reading<Compute>): Reading<MetadataOptions> {
  return p.metadataOptions as unknown as Reading<MetadataOptions>;
}

export const ec2Imdsv2Check = started.rule({
  id: "ec2-imdsv2-check",
  title: "Instances give their credentials only to requests with a session token (IMDSv2)",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
    ],
    nistCsf: ["DE.CM-2", "DE.CM-5", "DE.DP-4", "DE.DP-5", "ID.RA-5", "ID.SC-4", "PR.AC-4"],
    soc2: ["CC7.2"],
  },
  source: IMDS,
  says: "gives the credentials of its role to any request, without a session token",
  fix: 'Set metadataOptions: { httpTokens: "required" }.',
  why: "A web server that can be talked into fetching an address (SSRF) hands out the role's credentials otherwise.",
  remedy: { "metadataOptions.httpTokens": "required" },
  appliesWhen: (p) => decidesItself(p, p.metadataOptions),
  otherwise: FROM_TEMPLATE,
  requires: (p, _settings, { type }) => requiresTokens(type === DEFAULTS ? p : metadataOf(p)),
});

export const ec2ConfidentialHostImdsv2 = enclaveHost.rule({
  id: "ec2-confidential-host-imdsv2",
  title: "Hosts of enclaves give their credentials only to requests with a session token (IMDSv2)",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"], soc2: ["CC7.2"] },
  source: IMDS,
  says: "hosts an enclave and gives the credentials of its role to any request, without a session token",
  fix: 'Set metadataOptions: { httpTokens: "required" }.',
  why: "An enclave's parent can ask KMS to decrypt for it; whoever has the parent's credentials can try the same.",
  remedy: { "metadataOptions.httpTokens": "required" },
  appliesWhen: (p) => all(is(p.enclaveOptions.enabled, true), decidesItself(p, p.metadataOptions)),
  otherwise: "It hosts no enclave, or its launch template decides.",
  requires: (p) => requiresTokens(metadataOf(p)),
});

const maximumHops = wholeNumber({
  name: "maximumHops",
  description:
    "Network hops that an answer of the metadata service may travel from an instance that runs no containers.",
  fallback: 1,
  minimum: 1,
  maximum: 64,
});

/** A container's network is one hop away from its host (EC2 User Guide, "Access instance metadata in a container environment"). */
const CONTAINER_HOPS = 2;

export const ec2LaunchTemplateImdsHopLimit = withHops.relation({
  id: "ec2-launch-template-imds-hop-limit",
  title: "Answers of the metadata service do not leave the instance",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: IMDS,
  says: "lets answers of its metadata service travel further than they need to",
  fix: "Set metadataOptions: { httpPutResponseHopLimit: 1 }, or leave it out; 2 on hosts of containers.",
  why: "What joins an EKS or ECS cluster, by its node group, its compute environment, its user data or its tags, is a host of containers: two hops are right there.",
  config: [maximumHops],
  requires: (p, stack) => {
    const hops = p.metadataOptions.httpPutResponseHopLimit;
    return any(
      absent(hops),
      atMost(hops, maximumHops.of(stack.settings)),
      all(atMost(hops, CONTAINER_HOPS), unnamed(hostsContainers(p, stack))),
    );
  },
});

/** What the user data of ECS, EKS and Bottlerocket nodes holds, in their user guides' words. */
const JOINS_A_CLUSTER = /\bECS_CLUSTER\b|\/etc\/eks\/bootstrap\.sh|\bnode\.eks\.aws\b|\[settings\.(kubernetes|ecs)\]/;

function hostsContainers(p: Reading<Compute>, stack: StackView): Answer {
  return any(
    stack.partner(p, nodeGroup, "launchTemplate").exists(),
    stack.partner(p, computeEnvironment, "computeResources").exists(),
    not(everyUserData(p, (text) => !JOINS_A_CLUSTER.test(text))),
    belongsToCluster(p.tags),
  );
}

function belongsToCluster(tags: Reading<unknown>): Answer {
  const entries = entriesOf(tags);
  if (entries === UNKNOWN) return unknown(pathOf(tags));
  return fromBoolean(entries.some(([key]) => key.startsWith("kubernetes.io/cluster/")));
}
