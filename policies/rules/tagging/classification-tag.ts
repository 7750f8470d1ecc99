import { no, unknown, yes } from "../../answer";
import { classificationOf } from "../../classification";
import { oneOf } from "../../predicates";
import { CLOUD_CONTROL } from "../../resource";
import { on } from "../../rule";
import { CLOUD_CONTROL_STORES, DATA_BEARING } from "./data-bearing-types";

const store = on<{ tags: Record<string, string>; typeName: string }>(...Object.keys(DATA_BEARING));

export const phiDataClassificationTagRequired = store.rule({
  id: "phi-data-classification-tag-required",
  title: "Everything that keeps or carries data says what kind of data it is",
  severity: "high",
  controls: { hipaa: ["164.308(a)(1)(ii)(A)", "164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
  says: "does not say what kind of data it holds, or in a word that is not on the list",
  fix: 'Set tags: { "phiguard:classification": "phi" } (or de-identified, internal, public, audit) on the resource or in the provider\'s defaultTags.',
  why: "The list of types is ours: what keeps or carries data and takes tags. The keys are set by the pack's classificationTags.",
  appliesWhen: (p, _, { type }) => (type === CLOUD_CONTROL ? oneOf(p.typeName, CLOUD_CONTROL_STORES) : yes),
  otherwise: "Cloud Control makes something here that keeps no patient data.",
  requires: (_, settings, resource) => {
    switch (classificationOf(resource, settings)) {
      case "unknown":
        return unknown("tags");
      case "undeclared":
      case "unrecognised":
        return no("tags");
      default:
        return yes;
    }
  },
});
