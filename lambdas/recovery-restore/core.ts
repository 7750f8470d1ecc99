import type { RestorePlace } from "./contract";
import type { RecoveryPoint, ResourceType } from "./ports";

/** A drill restores one store of each kind: the one whose newest backup is the oldest, by name where two are. */
export function chosen(points: readonly RecoveryPoint[], place: RestorePlace): RecoveryPoint[] {
  const able = points.filter(({ type }) => type !== "RDS" || place.subnetGroup !== undefined);
  const types = [...new Set(able.map(({ type }) => type))].sort();
  return types.map(
    (type) =>
      able
        .filter((point) => point.type === type)
        .sort((a, b) => (`${a.at} ${a.subject}` < `${b.at} ${b.subject}` ? -1 : 1))[0] as RecoveryPoint,
  );
}

/** A name that says what it is, and that no other drill has. */
export function drillName(prefix: string, token: string, type: ResourceType): string {
  return `${prefix}${token}-${type.toLowerCase()}`;
}

/** What AWS Backup knows of the store, with a name of its own, in the drill's place, and deletable again. */
export function restoreMetadata(
  known: Readonly<Record<string, string>>,
  type: ResourceType,
  name: string,
  place: RestorePlace,
): Record<string, string> {
  if (type === "DynamoDB") {
    return { ...known, targetTableName: name, encryptionType: "KMS", kmsMasterKeyArn: place.kmsKeyArn };
  }
  // AWS Backup hands these on to RDS's RestoreDBInstanceFromDBSnapshot. Zone and groups are those of the region that it came from.
  const { AvailabilityZone: _zone, DBParameterGroupName: _parameters, OptionGroupName: _options, ...rest } = known;
  return {
    ...rest,
    DBInstanceIdentifier: name,
    DBSubnetGroupName: place.subnetGroup ?? "",
    VpcSecurityGroupIds: JSON.stringify([place.securityGroupId]),
    MultiAZ: "false",
    DeletionProtection: "false",
    PubliclyAccessible: "false",
  };
}

/** Whether a drill made it: nothing else is ever removed. */
export function isDrills(arn: string, prefix: string): boolean {
  const [, , service, , , ...resource] = arn.split(":");
  const name = resource.join(":").replace(/^(db:|table\/)/, "");
  return (service === "rds" || service === "dynamodb") && prefix.length > 0 && name.startsWith(prefix);
}
