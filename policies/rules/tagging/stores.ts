import { all, fromBoolean, unknown, yes, type Answer } from "../../answer";
import { classificationOf, mayHoldPhi, tagOf } from "../../classification";
import { oneOf } from "../../predicates";
import { CLOUD_CONTROL, type Resource } from "../../resource";
import { ANY_AWS_TYPE, on } from "../../rule";
import { texts } from "../../rule-config";
import type { PackSettings } from "../../settings";
import { CLOUD_CONTROL_STORES, DATA_BEARING, PASSED_ON } from "./data-bearing-types";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

const anything = on<{ readonly tags: Record<string, string> }>(ANY_AWS_TYPE);
const store = on<{ readonly typeName: string }>(...Object.keys(DATA_BEARING).filter((type) => !PASSED_ON.has(type)));

const requiredTags = texts({
  name: "requiredTags",
  description: "Keys of the tags that everything tagged as patient data must carry.",
  fallback: ["DataOwner", "RetentionYears", "BackupTier"],
});

export const phiOwnerAndRetentionTagsRequired = anything.rule({
  id: "phi-owner-and-retention-tags-required",
  title: "What is tagged as patient data says who owns it, how long it is kept and how it is backed up",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.316(b)(2)(i)"] },
  source: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  says: "is tagged as patient data, but lacks the tags that say who owns it, how long it is kept or how it is backed up",
  fix: 'Add tags: { DataOwner: "cardiology", RetentionYears: "7", BackupTier: "daily" } to the resource or to the provider\'s defaultTags.',
  why: "Default tags put the classification on roles, keys, networks and functions, too; what keeps no data has no retention and no backup. A log group states its retention itself.",
  config: [requiredTags],
  appliesWhen: (_, settings, resource) => all(fromBoolean(keepsData(resource.type)), taggedAsPhi(resource, settings)),
  otherwise: "It is not tagged as patient data, or it keeps none.",
  requires: (_, settings, resource) =>
    all(
      ...requiredTags.of(settings).map((key) => {
        const value = tagOf(resource, [key]);
        return value === "unknown" ? unknown(`tags.${key}`) : fromBoolean((value ?? "").trim() !== "", `tags.${key}`);
      }),
    ),
});

function keepsData(type: string): boolean {
  return type in DATA_BEARING && !PASSED_ON.has(type) && type !== LOG_GROUP;
}

function taggedAsPhi(resource: Resource, settings: PackSettings): Answer {
  const classification = classificationOf(resource, settings);
  return classification === "unknown" ? unknown("tags") : fromBoolean(classification === "phi");
}

export const phiDataStoreProtectOption = store.rule({
  id: "phi-data-store-protect-option",
  title: "Stores of patient data can't be deleted by a change of the program alone",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)", "164.310(d)(2)(i)"] },
  source: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  says: "may hold patient data and is deleted with its data when it is taken out of the program",
  fix: 'Pass { protect: true } as resource option: new aws.dynamodb.Table("<name>", { ... }, { protect: true })',
  why: "The engine tells a policy of protect, but not of retainOnDelete: a store that has the second alone is named here, too. What has no classification counts as patient data. Log lines expire by themselves: a log group is a store only where it is tagged as audit data.",
  appliesWhen: (p, settings, resource) =>
    all(
      resource.type === CLOUD_CONTROL ? oneOf(p.typeName, CLOUD_CONTROL_STORES) : yes,
      resource.type === LOG_GROUP ? auditLines(resource, settings) : mayHoldPhi(resource, settings),
    ),
  otherwise: "It is classified as holding no patient data, or it is a log group that is not tagged as audit data.",
  requires: (_, __, resource) => fromBoolean(resource.protect === true || resource.retainOnDelete === true, "protect"),
});

function auditLines(resource: Resource, settings: PackSettings): Answer {
  const classification = classificationOf(resource, settings);
  return classification === "unknown" ? unknown("tags") : fromBoolean(classification === "audit");
}
