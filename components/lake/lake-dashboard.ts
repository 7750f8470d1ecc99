import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../access/service-role";
import { arnOf, nameFor } from "../names";
import { atPlace, type Site } from "../site";
import type { Tags } from "../tags";
import { columnsOf, dashboardDefinition, rulesQuery, type DashboardReader } from "./lake-dashboard-plan";
import { databaseName, QUICKSIGHT_ROLE, workgroupName } from "./lake-names";
import { queries } from "./persona-access";

export interface LakeDashboardArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of the dashboard itself, which names columns and holds no patient's data. */
  readonly internalTags: Tags;
  readonly role: ServiceRole;
  /** ARN of the QuickSight group that looks after data sets and dashboard. */
  readonly ownerArn: string;
  /** Groups of QuickSight, each with the clinics whose rows it sees. */
  readonly readers: readonly DashboardReader[];
  /** Blocks of addresses from which QuickSight may be used; a setting of the account, as is the key. */
  readonly cidrBlocks: readonly string[];
  /** Key of the analytics zone, the account's default key of QuickSight from then on. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Has to be there before the first query. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** Last part of the ids of the data set and the dashboard. */
const RISKS = "lake-patient-risk";

const VIEW = ["quicksight:DescribeDashboard", "quicksight:ListDashboardVersions", "quicksight:QueryDashboard"];
const KEEP_DASHBOARD = [
  ...VIEW,
  "quicksight:DeleteDashboard",
  "quicksight:DescribeDashboardPermissions",
  "quicksight:UpdateDashboard",
  "quicksight:UpdateDashboardPermissions",
  "quicksight:UpdateDashboardPublishedVersion",
];
const KEEP_DATA_SET = [
  "quicksight:CancelIngestion",
  "quicksight:CreateIngestion",
  "quicksight:DeleteDataSet",
  "quicksight:DescribeDataSet",
  "quicksight:DescribeDataSetPermissions",
  "quicksight:DescribeIngestion",
  "quicksight:ListIngestions",
  "quicksight:PassDataSet",
  "quicksight:UpdateDataSet",
  "quicksight:UpdateDataSetPermissions",
];
const KEEP_DATA_SOURCE = [
  "quicksight:DeleteDataSource",
  "quicksight:DescribeDataSource",
  "quicksight:DescribeDataSourcePermissions",
  "quicksight:PassDataSource",
  "quicksight:UpdateDataSource",
  "quicksight:UpdateDataSourcePermissions",
];

/** The role with which QuickSight asks Athena. It is made before the analytics key, which names it. */
export function dashboardRole(
  name: string,
  args: { readonly site: Site; readonly tags: Tags },
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  return new ServiceRole(
    `${name}-${QUICKSIGHT_ROLE}`,
    {
      ...args,
      role: QUICKSIGHT_ROLE,
      description: "Asks for what the lake's dashboard shows.",
      service: "quicksight.amazonaws.com",
      statements: (place) => queries(place, "analysis", ["analytics"]),
    },
    opts,
  );
}

/**
 * QuickSight on the figures without identifiers: data are asked for and not copied, each group sees the rows of its clinics, and the
 * dashboard is made from a definition. The account has to have subscribed to QuickSight before.
 */
export class LakeDashboard extends pulumi.ComponentResource {
  constructor(name: string, args: LakeDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:LakeDashboard", name, {}, opts);
    const { site, tags, ownerArn, readers } = args;
    const child = { parent: this };
    const key = new aws.quicksight.KeyRegistration(
      `${name}-key`,
      { keyRegistrations: [{ keyArn: args.kmsKeyArn, defaultKey: true }] },
      child,
    );
    new aws.quicksight.IpRestriction(
      `${name}-addresses`,
      {
        enabled: true,
        ipRestrictionRuleMap: Object.fromEntries(args.cidrBlocks.map((block) => [block, site.environment])),
      },
      child,
    );
    const source = new aws.quicksight.DataSource(
      `${name}-source`,
      {
        dataSourceId: nameFor(site, "other", "lake"),
        name: nameFor(site, "workgroup", "lake"),
        type: "ATHENA",
        parameters: { athena: { workGroup: workgroupName(site, "analysis"), roleArn: args.role.arn } },
        permissions: [{ principal: ownerArn, actions: KEEP_DATA_SOURCE }],
        tags,
      },
      { ...child, dependsOn: [key, args.role, ...args.dependsOn] },
    );
    const permissions = [{ principal: ownerArn, actions: KEEP_DATA_SET }];
    const rules = new aws.quicksight.DataSet(
      `${name}-rules`,
      {
        dataSetId: nameFor(site, "other", "lake-readers"),
        name: nameFor(site, "workgroup", "lake-readers"),
        importMode: "DIRECT_QUERY",
        useAs: "RLS_RULES",
        physicalTableMaps: [
          {
            physicalTableMapId: "readers",
            customSql: {
              dataSourceArn: source.arn,
              name: "readers",
              sqlQuery: rulesQuery(readers),
              columns: ["GroupName", "clinic_id"].map((column) => ({ name: column, type: "STRING" })),
            },
          },
        ],
        permissions,
        tags,
      },
      child,
    );
    const risks = new aws.quicksight.DataSet(
      `${name}-risks`,
      {
        dataSetId: nameFor(site, "other", RISKS),
        name: nameFor(site, "workgroup", "lake-patient-risk"),
        importMode: "DIRECT_QUERY",
        physicalTableMaps: [
          {
            physicalTableMapId: "risk",
            relationalTable: {
              dataSourceArn: source.arn,
              catalog: "AwsDataCatalog",
              schema: databaseName(site, "analytics"),
              name: "patient_risk",
              inputColumns: columnsOf("patient_risk"),
            },
          },
        ],
        rowLevelPermissionDataSet: {
          arn: rules.arn,
          permissionPolicy: "GRANT_ACCESS",
          formatVersion: "VERSION_1",
          status: "ENABLED",
        },
        permissions,
        tags,
      },
      child,
    );
    this.dashboard(name, args, risks);
    this.registerOutputs({});
  }

  /** By Cloud Control: the provider's own resource takes a template of another account, and no definition. */
  private dashboard(
    name: string,
    { site, internalTags, ownerArn, readers }: LakeDashboardArgs,
    risks: aws.quicksight.DataSet,
  ): void {
    const may = (Principal: string, Actions: readonly string[]): object => ({ Principal, Actions });
    new aws.cloudcontrol.Resource(
      `${name}-dashboard`,
      {
        typeName: "AWS::QuickSight::Dashboard",
        // The data set's ARN made from its id, so that all of it is known at preview.
        desiredState: atPlace(site, (place) =>
          JSON.stringify({
            AwsAccountId: place.accountId,
            DashboardId: nameFor(site, "other", "lake-patient-risk"),
            Name: nameFor(site, "workgroup", "lake-patient-risk"),
            Definition: dashboardDefinition(arnOf(place, "quicksight", `dataset/${nameFor(site, "other", RISKS)}`)),
            DashboardPublishOptions: {
              AdHocFilteringOption: { AvailabilityStatus: "ENABLED" },
              ExportToCSVOption: { AvailabilityStatus: "DISABLED" },
            },
            Permissions: [may(ownerArn, KEEP_DASHBOARD), ...readers.map(({ groupArn }) => may(groupArn, VIEW))],
            Tags: Object.entries(internalTags).map(([Key, Value]) => ({ Key, Value })),
          }),
        ),
      },
      { parent: this, dependsOn: risks },
    );
  }
}
