import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../access/policy-document";
import { ServiceRole } from "../access/service-role";
import { observedStatements } from "../compute/state-machine-role";
import { ArgumentError } from "../errors";
import { arnOf, nameFor } from "../names";
import { LogGroup } from "../observability/log-group";
import { atPlace, type Place, type Site } from "../site";
import type { Tags } from "../tags";

export interface ExperimentsArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Name of the ECS cluster and of the service in it whose task is stopped. */
  readonly service?: { readonly clusterName: string; readonly serviceName: string };
  /** Identifier of the Multi-AZ database that is failed over; left out where none may be. */
  readonly databaseIdentifier?: string;
  /** A private subnet, which loses its zone's network for five minutes. */
  readonly subnetId?: pulumi.Input<string>;
  /** Names of the alarms that end an experiment, one to five of them. */
  readonly stopAlarms: readonly string[];
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
}

const ROLE = "experiments";
/** Stop conditions that a template takes (FIS User Guide, "Quotas and limitations"). */
const MOST_STOPS = 5;
const MINUTES = "PT5M";

/** One fault: what FIS does, and to what. */
interface Fault {
  readonly role: string;
  readonly description: string;
  readonly actionId: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What the action calls its targets. */
  readonly targetKey: string;
  readonly target: {
    readonly resourceType: string;
    readonly selectionMode: string;
    readonly resourceArns?: pulumi.Input<string>[];
    readonly parameters?: Record<string, string>;
  };
}

/**
 * Templates of fault-injection experiments: a task is stopped, the database fails over, a zone loses its network. Nothing starts one but
 * a person, and the audit trail has an alarm for that. An alarm that begins ends the experiment.
 */
export class Experiments extends pulumi.ComponentResource {
  constructor(name: string, args: ExperimentsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:recovery:Experiments", name, {}, opts);
    const { site, tags, stopAlarms } = args;
    if (stopAlarms.length === 0 || stopAlarms.length > MOST_STOPS) {
      throw new ArgumentError("Experiments", name, "stopAlarms", `1 to ${MOST_STOPS} alarms`, stopAlarms);
    }
    const child = { parent: this };
    const role = new ServiceRole(
      `${name}-runs`,
      {
        site,
        tags,
        role: ROLE,
        description: "Injects the faults of the stack's experiments.",
        service: "fis.amazonaws.com",
        sourceArn: (place) => arnOf(place, "fis", "experiment/*"),
        statements: (place) => experimentStatements(place, args),
      },
      child,
    );
    const log = new LogGroup(
      `${name}-log`,
      {
        site,
        tags,
        role: ROLE,
        // The delivery of logs writes to groups of this prefix without an entry of their own in the region's log policy.
        namePrefix: "/aws/vendedlogs/fis",
        kmsKeyArn: args.kmsKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: false,
      },
      child,
    );
    for (const { role: part, description, actionId, parameters, targetKey, target } of faultsOf(args)) {
      new aws.fis.ExperimentTemplate(
        `${name}-${part}`,
        {
          description,
          roleArn: role.arn,
          actions: [
            {
              name: part,
              actionId,
              parameters: Object.entries(parameters).map(([key, value]) => ({ key, value })),
              target: { key: targetKey, value: "hit" },
            },
          ],
          targets: [{ name: "hit", ...target }],
          stopConditions: stopAlarms.map((alarm) => ({
            source: "aws:cloudwatch:alarm",
            value: atPlace(site, (place) => arnOf(place, "cloudwatch", `alarm:${alarm}`)),
          })),
          experimentOptions: { accountTargeting: "single-account", emptyTargetResolutionMode: "fail" },
          logConfiguration: {
            logSchemaVersion: 2,
            cloudwatchLogsConfiguration: { logGroupArn: log.namedArn.apply((arn) => `${arn}:*`) },
          },
          tags: { ...tags, Name: nameFor(site, "other", part) },
        },
        // FIS tries the role and the log group when it takes the template.
        { ...child, dependsOn: role },
      );
    }
    this.registerOutputs({});
  }
}

/** FIS User Guide, "AWS FIS actions reference". */
function faultsOf({ site, service, databaseIdentifier, subnetId }: ExperimentsArgs): Fault[] {
  const faults: Fault[] = [];
  if (service !== undefined) {
    faults.push({
      role: "stop-task",
      description: "Stops one task: another takes over and nothing is lost.",
      actionId: "aws:ecs:stop-task",
      parameters: {},
      targetKey: "Tasks",
      target: {
        resourceType: "aws:ecs:task",
        selectionMode: "COUNT(1)",
        parameters: { cluster: service.clusterName, service: service.serviceName },
      },
    });
  }
  if (databaseIdentifier !== undefined) {
    faults.push({
      role: "database-failover",
      description: "Fails the database over: its standby takes over and writers come back by themselves.",
      actionId: "aws:rds:reboot-db-instances",
      parameters: { forceFailover: "true" },
      targetKey: "DBInstances",
      target: {
        resourceType: "aws:rds:db",
        selectionMode: "ALL",
        resourceArns: [atPlace(site, (place) => arnOf(place, "rds", `db:${databaseIdentifier}`))],
      },
    });
  }
  if (subnetId !== undefined) {
    faults.push({
      role: "zone-network-loss",
      description: "A zone's private subnet loses its network for five minutes: the other zones do its work.",
      actionId: "aws:network:disrupt-connectivity",
      parameters: { duration: MINUTES, scope: "all" },
      targetKey: "Subnets",
      target: {
        resourceType: "aws:ec2:subnet",
        selectionMode: "ALL",
        resourceArns: [
          pulumi
            .all([site.accountId, subnetId])
            .apply(([accountId, id]) => arnOf({ region: site.region, accountId }, "ec2", `subnet/${id}`)),
        ],
      },
    });
  }
  return faults;
}

type Targets = Pick<ExperimentsArgs, "service" | "databaseIdentifier" | "subnetId">;

/** What each fault asks for (FIS User Guide, "AWS FIS actions reference", permissions), and the delivery of logs. */
export function experimentStatements(place: Place, { service, databaseIdentifier, subnetId }: Targets): Statement[] {
  const [deliver] = observedStatements(place, nameFor(place, "role", ROLE));
  const statements: Statement[] = deliver === undefined ? [] : [deliver];
  if (service !== undefined) statements.push(...taskStatements(place, service.clusterName));
  if (databaseIdentifier !== undefined) {
    const db = arnOf(place, "rds", `db:${databaseIdentifier}`);
    statements.push({
      Sid: "FailOver",
      Effect: "Allow",
      Action: ["rds:DescribeDBInstances", "rds:RebootDBInstance"],
      Resource: db,
    });
  }
  return subnetId === undefined ? statements : [...statements, ...networkStatements(place)];
}

function taskStatements(place: Place, clusterName: string): Statement[] {
  return [
    {
      Sid: "StopTasks",
      Effect: "Allow",
      Action: ["ecs:DescribeTasks", "ecs:StopTask"],
      Resource: arnOf(place, "ecs", `task/${clusterName}/*`),
    },
    {
      // Takes no task, only container instances, of which Fargate has none.
      Sid: "FindTasks",
      Effect: "Allow",
      Action: "ecs:ListTasks",
      Resource: "*",
      Condition: { ArnEquals: { "ecs:cluster": arnOf(place, "ecs", `cluster/${clusterName}`) } },
    },
  ];
}

/** FIS puts an access list of its own in the subnet's place, marked by a tag, and takes it away again. */
function networkStatements(place: Place): Statement[] {
  const [acls, subnets, vpcs] = ["network-acl", "subnet", "vpc"].map((kind) => arnOf(place, "ec2", `${kind}/*`)) as [
    string,
    string,
    string,
  ];
  const made = { StringEquals: { "aws:RequestTag/managedByFIS": "true" } };
  const marked = { StringEquals: { "aws:ResourceTag/managedByFIS": "true" } };
  return [
    {
      Sid: "LookAtNetworks",
      Effect: "Allow",
      Action: ["ec2:DescribeManagedPrefixLists", "ec2:DescribeNetworkAcls", "ec2:DescribeSubnets", "ec2:DescribeVpcs"],
      Resource: "*",
    },
    { Sid: "MakeAccessList", Effect: "Allow", Action: "ec2:CreateNetworkAcl", Resource: acls, Condition: made },
    { Sid: "MakeAccessListInVpc", Effect: "Allow", Action: "ec2:CreateNetworkAcl", Resource: vpcs },
    {
      Sid: "MarkAccessList",
      Effect: "Allow",
      Action: "ec2:CreateTags",
      Resource: acls,
      Condition: { StringEquals: { "ec2:CreateAction": "CreateNetworkAcl", "aws:RequestTag/managedByFIS": "true" } },
    },
    {
      Sid: "FillAccessList",
      Effect: "Allow",
      Action: ["ec2:CreateNetworkAclEntry", "ec2:DeleteNetworkAcl"],
      Resource: acls,
      Condition: marked,
    },
    { Sid: "SwapAccessList", Effect: "Allow", Action: "ec2:ReplaceNetworkAclAssociation", Resource: [acls, subnets] },
  ];
}
