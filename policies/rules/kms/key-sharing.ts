import type { AliasArgs } from "@pulumi/aws/kms";
import { all, any, fromBoolean, not } from "../../answer";
import { byKeys } from "../../by-keys";
import { mayHoldPhi } from "../../classification";
import { oncePerStack } from "../../once-per-stack";
import { resourceOf, type Reading } from "../../reading";
import { identities, shortType, type Resource } from "../../resource";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { textsIn } from "../../value";
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
  const { stores, buckets } = naming(stack.index);
  const keys = names.flatMap((name) => [name.urn, ...identities(name)]);
  const configured = keys
    .flatMap((key) => buckets.get(key) ?? [])
    .flatMap((configuration) => stack.index.named(configuration, "bucket", bucket).certain);
  return [...new Set([...keys.flatMap((key) => stores.get(key) ?? []), ...configured])];
}

/** Stores and configurations of buckets, by whatever they refer to or hold as text. */
const naming = oncePerStack((index) => ({
  stores: byKeys(index.ofKind(stores), namedIn),
  buckets: byKeys(index.ofKind(encryptionConfiguration), namedIn),
}));

/** A document may speak of the key without using it. */
const DOCUMENTS: ReadonlySet<string> = new Set(["policy", "tags"]);

function namedIn({ inputs, propertyDependencies }: Resource): string[] {
  return Object.entries(inputs)
    .filter(([property]) => !DOCUMENTS.has(property))
    .flatMap(([property, value]) => [...(propertyDependencies?.[property] ?? []), ...textsIn(value)]);
}
