import type { ReplicaKeyArgs } from "@pulumi/aws/kms";
import { all, any, fromBoolean, not, unknown, type Answer } from "../../answer";
import { tagOf } from "../../classification";
import { first, is, notTrue, present, some } from "../../predicates";
import { pathOf, resourceOf, sourcesOf, valueOf, type Reading } from "../../reading";
import { identities, typeOf, type Resource } from "../../resource";
import { on } from "../../rule";
import { texts, type RuleSettings } from "../../rule-config";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { leavesOpen } from "../../open-names";
import { UNKNOWN } from "../../value";
import { key } from "./key";

const replicaKey = on<ReplicaKeyArgs>("aws:kms/replicaKey:ReplicaKey");

/** What AWS copies to other regions, with where it names its key. */
interface CopiedArgs {
  readonly replicas: CopyArgs[];
  readonly kmsKeyId: string;
  readonly serverSideEncryption: { readonly kmsKeyArn: string };
}

/** A copy in another region, in the list of what is copied or a resource of its own, with its key there. */
interface CopyArgs {
  readonly globalTableArn: string;
  readonly kmsKeyId: string;
  readonly kmsKeyArn: string;
}

const secret: Kind<CopiedArgs> = { types: ["aws:secretsmanager/secret:Secret"] };
const table: Kind<CopiedArgs> = { types: ["aws:dynamodb/table:Table"] };

const tableReplica: Kind<CopyArgs> = { types: ["aws:dynamodb/tableReplica:TableReplica"] };

const MULTI_REGION = "https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html";

const recoveryTags = texts({
  name: "recoveryTags",
  description:
    "Tag keys that mark a key as one for recovery in another region; any value but false, no or none counts.",
  fallback: [
    "phiguard:dr-replication",
    "phiguard:dr",
    "phiguard:multi-region",
    "DisasterRecovery",
    "disaster-recovery",
    "disasterRecovery",
    "DRReplication",
    "DrReplication",
    "dr-replication",
    "drReplication",
    "DR",
    "dr",
    "MultiRegion",
    "multi-region",
    "multiRegion",
    "Replication",
    "replication",
  ],
});

const PURPOSE_TAGS = ["phiguard:purpose", "Purpose", "purpose"];
const RECOVERY: ReadonlySet<string> = new Set([
  "dr",
  "dr-replication",
  "dr replication",
  "disaster-recovery",
  "disaster recovery",
  "replication",
]);

/** Tagged as a key for recovery in another region: by a tag of its own or by its purpose. */
function isForRecovery(resource: Resource, settings: RuleSettings): Answer {
  const mark = tagOf(resource, recoveryTags.of(settings));
  const purpose = tagOf(resource, PURPOSE_TAGS);
  if (mark === "unknown" || purpose === "unknown") return unknown("tags");
  const marked = mark !== undefined && !/^(false|no|none|0)?$/i.test(mark.trim());
  return fromBoolean(marked || (purpose !== undefined && RECOVERY.has(purpose.trim().toLowerCase())), "tags");
}

export const kmsKeyMultiRegionAuthorised = key.rule({
  id: "kms-key-multi-region-authorised",
  title: "Keys leave their region only where recovery needs it",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: MULTI_REGION,
  says: "may be copied to any region, and nothing says that recovery needs it",
  fix: 'Leave multiRegion out, or tag the key, e.g. "phiguard:dr-replication": "true".',
  why: "Whoever may replicate the key can decrypt in a region that nobody watches.",
  config: [recoveryTags],
  requires: (p, settings, resource) => any(notTrue(p.multiRegion), isForRecovery(resource, settings)),
});

export const kmsMultiRegionKeyForDr = key.relation({
  id: "kms-multi-region-key-for-dr",
  title: "Keys of data that is copied to another region are there as well",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(ii)"] },
  source: MULTI_REGION,
  says: "has no replica in another region, where copies of what it encrypts name no key of their own",
  fix: "Name a key of the copy's region in each replica (kmsKeyId of a secret's, kmsKeyArn of a table's), or set multiRegion: true and add an aws.kms.ReplicaKey with primaryKeyArn: key.arn there.",
  why: "What a client encrypted (a table's attributes) is copied as it is: only the same key opens it. Secrets Manager and DynamoDB encrypt a copy anew under the key that it names, which may be one of its region alone. A replica that another stack makes can't be seen here.",
  config: [recoveryTags],
  appliesWhen: (p, stack, resource) =>
    any(
      is(p.multiRegion, true),
      isForRecovery(resource, stack.settings),
      isCopiedAs(secret, p, stack, "kmsKeyId"),
      isCopiedAs(table, p, stack, "serverSideEncryption", "kmsKeyArn"),
    ),
  otherwise: "Nothing says that what the key encrypts is copied to another region.",
  requires: (p, stack) => all(is(p.multiRegion, true), stack.partner(p, replicaKey, "primaryKeyArn").exists()),
});

/**
 * Something that the key encrypts has copies, of which one names no key of its own; one whose key is not known yet may be encrypted with
 * this one.
 */
function isCopiedAs(
  kind: Kind<CopiedArgs>,
  p: Reading<unknown>,
  stack: StackView,
  input: keyof CopiedArgs,
  ...inside: readonly string[]
): Answer {
  const partners = stack.partner(p, kind, input);
  const open = stack.all(kind).filter((one) => leavesOpen(partners, one[input], stack, key, ...inside));
  return any(
    ...partners.certain.map((one) => hasCopyWithoutKey(one, p, stack)),
    ...open.map((one) => all(hasCopyWithoutKey(one, p, stack), unknown(pathOf(one[input])))),
  );
}

function hasCopyWithoutKey(one: Reading<CopiedArgs>, p: Reading<unknown>, stack: StackView): Answer {
  const beside = stack.partner(one, tableReplica, "globalTableArn").certain;
  return any(
    some(one.replicas, (copy) => not(namesOwnKey(copy as Reading<CopyArgs>, p))),
    ...beside.map((copy) => not(namesOwnKey(copy, p))),
  );
}

/** The copy names a key, and not the one that is judged. One that is not known yet is named by what it was made from. */
function namesOwnKey(copy: Reading<CopyArgs>, p: Reading<unknown>): Answer {
  const own = first<string>(copy.kmsKeyId, copy.kmsKeyArn);
  const judged = resourceOf(p);
  if (valueOf(own) !== UNKNOWN)
    return all(present(own), fromBoolean(!identities(judged).includes(String(valueOf(own))), pathOf(own)));
  const keys = sourcesOf(own).filter((urn) => /^aws(-native)?:kms[/:]/.test(typeOf(urn)));
  return fromBoolean(keys.length === 0 || keys.some((urn) => urn !== judged.urn), pathOf(own));
}
