import type { AliasArgs } from "@pulumi/aws/kms";
import { all, any, fromBoolean, not } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { resourceOf, type Reading } from "../../reading";
import { identities, shortType, type Resource } from "../../resource";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { isObject, type PropertyValue } from "../../value";
import { bucket, encryptionConfiguration } from "../s3/bucket";
import { DATA_BEARING } from "../tagging/data-bearing-types";
import { key } from "./key";

const alias = on<AliasArgs>("aws:kms/alias:Alias");
const stores = on<object>(...Object.keys(DATA_BEARING));

export const kmsCmkPerDataClassification = key.relation({
  id: "kms-cmk-per-data-classification",
  title: "No key encrypts both patient data and other data",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)", "164.502(b)"] },
  source:
    "https://docs.aws.amazon.com/prescriptive-guidance/latest/aws-kms-best-practices/data-protection-key-usage.html",
  says: "encrypts patient data and other data alike, so whoever may read the one can read the other",
  fix: "Make a key of its own for the stores of patient data, and classify every store by its tag.",
  why: "A store that nobody classified counts as one of patient data.",
  requires: (p, stack) => {
    const users = usersOf(p, stack);
    const sensitive = users.map((user) => mayHoldPhi(user, stack.settings));
    const others = users.filter((_, position) => sensitive[position]?.truth !== true);
    return not(
      all(fromBoolean(users.length > 1), any(...sensitive), any(...sensitive.map((answer) => not(answer)))),
      ...others.map(({ type }) => `${shortType(type)}.tags`),
    );
  },
});

/** Stores of the stack that are encrypted with the key: by its id, its ARN, one of its aliases or by reference to them. */
function usersOf(p: Reading<object>, stack: StackView): Resource[] {
  const names = [p, ...stack.partner(p, alias, "targetKeyId").certain].map((name) =>
    resourceOf(name as Reading<object>),
  );
  const urns = new Set(names.map(({ urn }) => urn));
  const texts = new Set(names.flatMap(identities));
  const named = (resource: Resource): boolean => isNamedBy(resource, urns, texts);
  const buckets = stack
    .all(encryptionConfiguration)
    .filter((configuration) => named(resourceOf(configuration)))
    .flatMap((configuration) => stack.named(configuration.bucket as Reading<unknown>, bucket).certain.map(resourceOf));
  return [...new Set([...stack.index.ofKind(stores).filter(named), ...buckets])];
}

/** A document may speak of the key without using it. */
const DOCUMENTS: ReadonlySet<string> = new Set(["policy", "tags"]);

function isNamedBy(resource: Resource, urns: ReadonlySet<string>, texts: ReadonlySet<string>): boolean {
  return Object.entries(resource.inputs).some(
    ([property, value]) =>
      !DOCUMENTS.has(property) &&
      ((resource.propertyDependencies?.[property] ?? []).some((urn) => urns.has(urn)) || holdsText(value, texts)),
  );
}

function holdsText(value: PropertyValue, texts: ReadonlySet<string>): boolean {
  if (typeof value === "string") return texts.has(value);
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).some((item) => holdsText(item, texts));
  return isObject(value) && Object.values(value).some((item) => holdsText(item, texts));
}
