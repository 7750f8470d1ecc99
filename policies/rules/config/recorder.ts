import type { ConfigurationAggregatorArgs, RecorderArgs, RecorderStatusArgs } from "@pulumi/aws/cfg";
import { all, any, fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { regionOf } from "../../classification";
import { is, matches, notFalse } from "../../predicates";
import { pathOf, referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import { typeOf } from "../../resource";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";

const RECORDER = "aws:cfg/recorder:Recorder";
const STATUS = "aws:cfg/recorderStatus:RecorderStatus";
const AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator";

const recorder = on<RecorderArgs>(RECORDER);
const recording = on<object>(RECORDER, STATUS, AGGREGATOR);
const recorderStatus: Kind<RecorderStatusArgs> = { types: [STATUS] };
const aggregator: Kind<ConfigurationAggregatorArgs> = { types: [AGGREGATOR] };
const statusOrAggregator: Kind<unknown> = { types: [STATUS, AGGREGATOR] };

/** What a baseline makes once in each of its regions, as it does a recorder. */
const oncePerRegion: Kind<object> = {
  types: ["aws:guardduty/detector:Detector", "aws:macie2/account:Account", "aws:securityhub/account:Account", STATUS],
};

const SERVICE_ROLE = "https://docs.aws.amazon.com/config/latest/developerguide/using-service-linked-roles.html";
const SELECTION = "https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html";

export const configEnabledAllRegions = recording.wholeStack({
  id: "config-enabled-all-regions",
  title: "AWS Config records in every region of the account",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(A)"],
    nistCsf: ["DE.CM-2", "ID.AM-1", "ID.RA-1", "ID.RA-5", "ID.SC-4", "PR.IP-12"],
    soc2: ["CC2.1", "CC3.1", "CC3.4", "CC8.1", "PI1.3"],
  },
  source: SELECTION,
  says: "does not record configurations in every region",
  fix: 'new aws.cfg.RecorderStatus("<name>", { name: recorder.name, isEnabled: true }) beside an aws.cfg.Recorder in each region; accountAggregationSource.allRegions: true in an aggregator.',
  why: "Regions are those in which the stack makes a detector, Macie or Security Hub; others can't be seen from here.",
  baselineOnly: true,
  alsoWhere: statusOrAggregator,
  requires: (stack) =>
    all(
      hasRecorders(stack),
      ...stack
        .all(recorder)
        .map((one) => stack.partner(one, recorderStatus, "name").some((status) => is(status.isEnabled, true))),
      ...stack.all(recorderStatus).map((status) => is(status.isEnabled, true)),
      ...stack.all(aggregator).map(coversAllRegions),
    ),
});

/** A recorder in each region of the baseline; a stack that aggregates alone, or switches on a recorder made elsewhere, needs none. */
function hasRecorders(stack: StackView): Answer {
  const recorders = stack.all(recorder);
  if (recorders.length === 0) return fromBoolean(stack.index.ofKind(statusOrAggregator).length > 0, "Recorder");
  const regions = new Set(recorders.map((one) => regionOf(resourceOf(one))));
  return all(...stack.all(oncePerRegion).map((one) => fromBoolean(regions.has(regionOf(resourceOf(one))), "Recorder")));
}

function coversAllRegions(p: Reading<ConfigurationAggregatorArgs>): Answer {
  return any(is(p.accountAggregationSource.allRegions, true), is(p.organizationAggregationSource.allRegions, true));
}

export const configRecorderAllResources = recorder.rule({
  id: "config-recorder-all-resources",
  title: "AWS Config records every type of resource, global ones too",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(A)"] },
  source: SELECTION,
  says: "leaves types of resources unrecorded",
  fix: "Set recordingGroup: { allSupported: true, includeGlobalResourceTypes: true }.",
  remedy: {
    "recordingGroup.allSupported": true,
    "recordingGroup.includeGlobalResourceTypes": true,
    "recordingGroup.resourceTypes": undefined,
    "recordingGroup.exclusionByResourceTypes": undefined,
    "recordingGroup.recordingStrategies": undefined,
  },
  requires: ({ recordingGroup }) =>
    all(notFalse(recordingGroup.allSupported), is(recordingGroup.includeGlobalResourceTypes, true)),
});

const SERVICE_LINKED = "aws:iam/serviceLinkedRole:ServiceLinkedRole";

export const configRecorderServiceRole = recorder.rule({
  id: "config-recorder-service-role",
  title: "AWS Config records with its own service-linked role",
  severity: "low",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: SERVICE_ROLE,
  says: "records with a role of its own making",
  fix: 'Set roleArn to the ARN of new aws.iam.ServiceLinkedRole("<name>", { awsServiceName: "config.amazonaws.com" }).',
  why: "AWS keeps the permissions of the service-linked role as narrow and as complete as recording needs them. A role that is made in the same program is told by its kind.",
  requires: ({ roleArn }) => {
    if (valueOf(roleArn) !== UNKNOWN)
      return matches(roleArn, /:role\/aws-service-role\/config\.amazonaws\.com\/AWSServiceRoleForConfig$/);
    const kinds = (referencesOf(roleArn) ?? []).map(typeOf);
    if (kinds.includes(SERVICE_LINKED)) return yes;
    return kinds.includes("aws:iam/role:Role") ? no(pathOf(roleArn)) : unknown(pathOf(roleArn));
  },
});
