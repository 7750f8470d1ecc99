import type { PlanArgs, SelectionArgs } from "@pulumi/aws/backup";
import { all, any, not, unknown, unnamed, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { customerKey, is, present, some } from "../../predicates";
import { pathOf, referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { databaseBackedUp } from "./backup-coverage";
import {
  cluster,
  globalCluster,
  hasSourceElsewhere,
  inOtherRegion,
  instance,
  INSTANCE,
  instanceOrCluster,
  isReplica,
  namedBy,
  namesOtherRegion,
  type Database,
} from "./database";
import { automatedBackupsReplication } from "./encryption";

const plan: Kind<PlanArgs> = { types: ["aws:backup/plan:Plan"] };
const vault: Kind<object> = {
  types: ["aws:backup/vault:Vault", "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"],
};
const key: Kind<object> = {
  types: [
    "aws:kms/key:Key",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
    "aws:kms/alias:Alias",
  ],
};

export const drRdsCrossRegionCopy = instanceOrCluster.relation({
  id: "dr-rds-cross-region-copy",
  title: "Databases that may hold patient data have a copy in another region",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html",
  says: "has no copy in another region",
  fix: "Add an aws.rds.InstanceAutomatedBackupsReplication, a replica or a global cluster with a provider of another region, or a backup plan with a copy action to a vault there.",
  adviseIfOpen: "The vault or the other end of the copy may be made in another stack.",
  appliesWhen: (p, stack, resource) => all(not(isReplica(p)), mayHoldPhi(resource, stack.settings)),
  otherwise: "A replica is a copy itself, or the database is classified as holding no patient data.",
  requires: (p, stack, { type }) => {
    const backups = namedBy(stack, p, automatedBackupsReplication, "sourceDbInstanceArn").exists();
    const worldwide = any(
      unnamed(present(p.globalClusterIdentifier)),
      namedBy(stack, p, globalCluster, "sourceDbClusterIdentifier").exists(),
    );
    return any(
      type === INSTANCE ? backups : unnamed(backups),
      type === INSTANCE ? unnamed(worldwide) : worldwide,
      unnamed(namedBy(stack, p, instance, "replicateSourceDb").some((copy) => standsElsewhere(copy, p))),
      unnamed(namedBy(stack, p, cluster, "replicationSourceIdentifier").some((copy) => standsElsewhere(copy, p))),
      unnamed(databaseBackedUp(p, stack, (by) => copiesAway(by, p, stack))),
    );
  },
});

function standsElsewhere(copy: Database, p: Database): Answer {
  return inOtherRegion(resourceOf(copy), resourceOf(p), "region");
}

/** The selection's plan copies its backups to a vault in another region. */
function copiesAway(by: Reading<SelectionArgs>, p: Database, stack: StackView): Answer {
  const [one] = stack.named(by.planId, plan).certain;
  return one === undefined ? unknown(pathOf(by.planId)) : hasDistantVault(one, p, stack);
}

function hasDistantVault(one: Reading<PlanArgs>, p: Database, stack: StackView): Answer {
  return some(one.rules, (rule) =>
    some((rule as Reading<{ copyActions: { destinationVaultArn: string }[] }>).copyActions, (action) => {
      const arn = (action as Reading<{ destinationVaultArn: string }>).destinationVaultArn;
      return valueOf(arn) === UNKNOWN ? vaultMadeElsewhere(arn, p, stack) : namesOtherRegion(arn, resourceOf(p));
    }),
  );
}

/**
 * A plan's own vault stands in its region, so one in another region is where it copies to. What the list of rules was made from is told
 * for the list as a whole.
 */
function vaultMadeElsewhere(arn: Reading<string>, p: Database, stack: StackView): Answer {
  const open = unknown(pathOf(arn));
  const references = referencesOf(arn) ?? [];
  const answers = references.map((urn) => {
    const made = stack.index.get(urn);
    return made !== undefined && vault.types.includes(made.type)
      ? inOtherRegion(made, resourceOf(p), pathOf(arn))
      : open;
  });
  return references.length === 0 ? open : any(...answers);
}

export const drReplicaEncryptedRegionalCmk = instance.relation({
  id: "dr-replica-encrypted-regional-cmk",
  title: "A replica of another region has a key of its own region, a standby and deletion protection",
  severity: "high",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html",
  says: "could not take its source's place as safe as that one is",
  fix: "Set kmsKeyId to a key of the replica's region, multiAz: true and deletionProtection: true.",
  adviseIfOpen: "The source or the key may be made in another stack.",
  appliesWhen: (p, stack) => hasSourceElsewhere(p, stack),
  otherwise: "Not a replica of a database in another region.",
  requires: (p, stack) => all(keyOfOwnRegion(p, stack), is(p.multiAz, true), is(p.deletionProtection, true)),
});

function keyOfOwnRegion(p: Database, stack: StackView): Answer {
  const path = pathOf(p.kmsKeyId);
  const [own] = stack.named(p.kmsKeyId, key).certain;
  if (own !== undefined) return not(inOtherRegion(resourceOf(own), resourceOf(p), path), path);
  return all(customerKey(p.kmsKeyId), not(namesOtherRegion(p.kmsKeyId, resourceOf(p)), path));
}
