import "./error-traces";
import type * as pulumi from "@pulumi/pulumi";
import { loadSettings } from "./config";
import { makeContext } from "./context";
import { buildFoundation } from "./foundation";
import { buildHealthLake } from "./healthlake";

// Settings first: a fault in them ends the program before anything is registered.
const context = makeContext(loadSettings());
const foundation = buildFoundation(context);
const healthLake = context.settings.workloads.includes("healthlake") ? buildHealthLake(context, foundation) : undefined;

export const vpcId = foundation.network.vpcId;
export const privateSubnetIds = foundation.network.privateSubnetIds;
export const kmsKeyId = foundation.key.keyId;
export const auditLogGroupName = foundation.trail.logGroupName;
export const auditBucketName = foundation.trail.bucket.bucketName;
export const auditTrailArn = foundation.trail.trailArn;
export const alarmTopicArn = foundation.alarms.arn;

// An output is left out where the stack has no such workload.
export const healthLakeDatastoreId: pulumi.Output<string> | undefined = healthLake?.store.datastore.datastoreId;
export const healthLakeDatastoreArn: pulumi.Output<string> | undefined = healthLake?.store.datastore.arn;
export const healthLakeDatastoreEndpoint: pulumi.Output<string> | undefined = healthLake?.store.datastore.endpoint;
export const healthLakeKeyId: pulumi.Output<string> | undefined = healthLake?.key.keyId;
export const healthLakeInputBucketName: pulumi.Output<string> | undefined = healthLake?.store.input.bucketName;
export const healthLakeOutputBucketName: pulumi.Output<string> | undefined = healthLake?.store.output.bucketName;
export const healthLakeAccessLogBucketName: pulumi.Output<string> | undefined = healthLake?.store.accessLog.bucketName;
export const healthLakeDataAccessRoleArn: pulumi.Output<string> | undefined = healthLake?.dataAccessRoleArn;
