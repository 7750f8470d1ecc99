import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { mwaaEnvironmentLogsEnabled, mwaaEnvironmentNotPublic } from "./environment";

const another = { name: "another type", type: "aws:glue/job:Job", props: {}, because: "other-type" } as const;
const airflow = {
  name: "claims-etl",
  dagS3Path: "dags/",
  executionRoleArn: "arn:aws:iam::111122223333:role/airflow",
  sourceBucketArn: "arn:aws:s3:::clinic-dags",
  networkConfiguration: { securityGroupIds: ["sg-1"], subnetIds: ["subnet-1", "subnet-2"] },
};
const enabled = { enabled: true };
const logs = { schedulerLogs: enabled, workerLogs: enabled, webserverLogs: enabled };

testRule(mwaaEnvironmentLogsEnabled, {
  valid: [
    { name: "all three", props: { ...airflow, loggingConfiguration: logs } },
    {
      name: "with a level, the rest left out",
      props: { ...airflow, loggingConfiguration: { ...logs, workerLogs: { enabled: true, logLevel: "ERROR" } } },
    },
  ],
  invalid: [
    {
      name: "left out",
      props: airflow,
      finds: [
        "loggingConfiguration.schedulerLogs.enabled",
        "loggingConfiguration.workerLogs.enabled",
        "loggingConfiguration.webserverLogs.enabled",
      ],
    },
    ...["schedulerLogs", "workerLogs", "webserverLogs"].map((module) => ({
      name: `${module} off`,
      props: { ...airflow, loggingConfiguration: { ...logs, [module]: { enabled: false } } },
      finds: `loggingConfiguration.${module}.enabled`,
    })),
    {
      name: "level without enabled",
      props: { ...airflow, loggingConfiguration: { ...logs, workerLogs: { logLevel: "INFO" } } },
      finds: "loggingConfiguration.workerLogs.enabled",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...airflow, loggingConfiguration: { ...logs, workerLogs: { enabled: unknownValue } } },
      because: "unknown",
      finds: "loggingConfiguration.workerLogs.enabled",
    },
  ],
});

testRule(mwaaEnvironmentNotPublic, {
  valid: [
    { name: "private", props: { ...airflow, webserverAccessMode: "PRIVATE_ONLY" } },
    { name: "left out", props: airflow },
  ],
  invalid: [
    { name: "public", props: { ...airflow, webserverAccessMode: "PUBLIC_ONLY" }, finds: "webserverAccessMode" },
    { name: "both", props: { ...airflow, webserverAccessMode: "PUBLIC_AND_PRIVATE" }, finds: "webserverAccessMode" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...airflow, webserverAccessMode: unknownString },
      because: "unknown",
      finds: "webserverAccessMode",
    },
  ],
});
