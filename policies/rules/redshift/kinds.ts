import type { ClusterArgs } from "@pulumi/aws/redshift";
import type { NamespaceArgs, WorkgroupArgs } from "@pulumi/aws/redshiftserverless";
import { on } from "../../rule";

export const CLUSTER = "aws:redshift/cluster:Cluster";
export const WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup";

/** What provider 6 and older let a cluster say itself. */
interface InlineLogging {
  readonly logging: { readonly enable: boolean };
}

export type AnyClusterArgs = ClusterArgs & InlineLogging;

export const cluster = on<AnyClusterArgs>(CLUSTER);
export const workgroup = on<WorkgroupArgs>(WORKGROUP);
export const namespace = on<NamespaceArgs>("aws:redshiftserverless/namespace:Namespace");
export const clusterOrWorkgroup = on<Pick<ClusterArgs & WorkgroupArgs, "publiclyAccessible" | "enhancedVpcRouting">>(
  CLUSTER,
  WORKGROUP,
);
