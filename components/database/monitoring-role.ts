import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../access/policy-document";
import { ServiceRole } from "../access/service-role";
import { arnOf, logGroupArn } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";

/** One log group an account and region, which RDS names; it makes the group with the first database (RDS User Guide, "Enhanced Monitoring"). */
const GROUP = "RDSOSMetrics";

/** What the managed policy AmazonRDSEnhancedMonitoringRole lets do, for this account and region alone. */
export function monitoringStatements(place: Place): Statement[] {
  const group = logGroupArn(place, GROUP);
  return [
    {
      Sid: "KeepMetrics",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
      Resource: group,
    },
    {
      Sid: "WriteMetrics",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
      Resource: `${group}:log-stream:*`,
    },
  ];
}

/** The role with which RDS writes what a database's operating system does. */
export function monitoringRole(
  name: string,
  { site, tags, role, identifier }: { site: Site; tags: Tags; role: string; identifier: string },
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  return new ServiceRole(
    name,
    {
      site,
      tags,
      role,
      description: "Writes metrics of the database's operating system.",
      service: "monitoring.rds.amazonaws.com",
      sourceArn: (place) => arnOf(place, "rds", `db:${identifier}`),
      statements: monitoringStatements,
    },
    opts,
  );
}
