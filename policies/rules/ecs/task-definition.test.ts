import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  ecsContainersNonprivileged,
  ecsContainersReadonlyAccess,
  ecsEfsVolumeTransitEncryption,
  ecsNoEnvironmentSecrets,
  ecsTaskAndExecutionRoleDiffer,
  ecsTaskDefinitionLogConfiguration,
  ecsTaskDefinitionPidModeCheck,
  ecsTaskDefinitionUserForHostModeCheck,
} from "./task-definition";

const another = {
  name: "another type",
  type: "aws:ecs/capacityProvider:CapacityProvider",
  props: {},
  because: "other-type",
} as const;

/** A task of containers that differ in these properties alone. */
function task(...containers: readonly object[]): object {
  return {
    family: "claims",
    containerDefinitions: JSON.stringify(
      containers.map((container) => ({ name: "intake", image: "claims:1", ...container })),
    ),
  };
}

const open = { ...task(), containerDefinitions: unknownString };
const notKnown = {
  name: "containers not known yet",
  props: open,
  because: "unknown",
  finds: "containerDefinitions",
} as const;

const host = { networkMode: "host" };

testRule(ecsTaskDefinitionUserForHostModeCheck, {
  valid: [
    { name: "a user of its own", props: { ...task({ user: "1000:1000" }), ...host } },
    { name: "a user by name", props: { ...task({ user: "claims" }), ...host } },
    { name: "a name that begins like root", props: { ...task({ user: "rootless" }), ...host } },
    { name: "the group of root", props: { ...task({ user: "1000:0" }), ...host } },
    { name: "privileged by design", props: { ...task({ privileged: true, user: "root" }), ...host } },
    { name: "a network of its own", props: { ...task({}), networkMode: "awsvpc" } },
    { name: "network mode left out", props: task({}) },
    { name: "another mode, containers not known yet", props: { ...open, networkMode: "bridge" } },
  ],
  invalid: [
    { name: "no user", props: { ...task({}), ...host }, finds: "containerDefinitions[0].user" },
    { name: "root", props: { ...task({ user: "root" }), ...host }, finds: "containerDefinitions[0].user" },
    { name: "root by number", props: { ...task({ user: "0" }), ...host }, finds: "containerDefinitions[0].user" },
    {
      name: "root and a group",
      props: { ...task({ user: "0:1000" }), ...host },
      finds: "containerDefinitions[0].user",
    },
    { name: "an empty user", props: { ...task({ user: "" }), ...host }, finds: "containerDefinitions[0].user" },
    {
      name: "the second container, openly not privileged",
      props: { ...task({ user: "claims" }, { privileged: false }), ...host },
      finds: "containerDefinitions[1].user",
    },
    {
      name: "an object in place of the text",
      props: { containerDefinitions: [{ user: "root" }], ...host },
      finds: "containerDefinitions[0].user",
    },
  ],
  notJudged: [
    another,
    { ...notKnown, props: { ...open, ...host } },
    {
      name: "network mode not known yet",
      props: { ...task({}), networkMode: unknownString },
      because: "unknown",
      finds: "networkMode",
    },
  ],
});

testRule(ecsContainersReadonlyAccess, {
  valid: [
    { name: "read-only", props: task({ readonlyRootFilesystem: true }, { readonlyRootFilesystem: true }) },
    {
      name: "read-only on Linux",
      props: { ...task({ readonlyRootFilesystem: true }), runtimePlatform: { operatingSystemFamily: "LINUX" } },
    },
  ],
  invalid: [
    { name: "left out", props: task({}), finds: "containerDefinitions[0].readonlyRootFilesystem" },
    {
      name: "writable",
      props: task({ readonlyRootFilesystem: false }),
      finds: "containerDefinitions[0].readonlyRootFilesystem",
    },
    {
      name: "the second container",
      props: task({ readonlyRootFilesystem: true }, {}),
      finds: "containerDefinitions[1].readonlyRootFilesystem",
    },
  ],
  notJudged: [
    another,
    notKnown,
    {
      name: "Windows",
      props: { ...task({}), runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } },
      because: "exempt",
    },
  ],
});

testRule(ecsContainersNonprivileged, {
  valid: [
    { name: "left out", props: task({}) },
    { name: "off", props: task({ privileged: false }) },
  ],
  invalid: [
    { name: "privileged", props: task({ privileged: true }), finds: "containerDefinitions[0].privileged" },
    { name: "the second one", props: task({}, { privileged: true }), finds: "containerDefinitions[1].privileged" },
  ],
  notJudged: [another, notKnown],
});

testRule(ecsTaskDefinitionPidModeCheck, {
  valid: [
    { name: "left out", props: task({}) },
    { name: "the task's", props: { ...task({}), pidMode: "task" } },
  ],
  invalid: [{ name: "the host's", props: { ...task({}), pidMode: "host" }, finds: "pidMode" }],
  notJudged: [
    another,
    { name: "not known yet", props: { pidMode: unknownString }, because: "unknown", finds: "pidMode" },
  ],
});

function logs(options?: object): object {
  return { logConfiguration: { logDriver: "awslogs", ...(options === undefined ? {} : { options }) } };
}

testRule(ecsTaskDefinitionLogConfiguration, {
  valid: [
    { name: "to CloudWatch", props: task(logs({ "awslogs-group": "/claims", mode: "non-blocking" })) },
    { name: "mode left out", props: task(logs({ "awslogs-group": "/claims" }), logs()) },
    { name: "to Firelens", props: task({ logConfiguration: { logDriver: "awsfirelens" } }) },
    {
      name: "blocking, as the team wants it",
      props: task(logs({ mode: "blocking" })),
      config: { allowBlockingLogs: true },
    },
  ],
  invalid: [
    { name: "left out", props: task({}), finds: "containerDefinitions[0].logConfiguration.logDriver" },
    {
      name: "no driver",
      props: task({ logConfiguration: { logDriver: "" } }),
      finds: "containerDefinitions[0].logConfiguration.logDriver",
    },
    {
      name: "none",
      props: task({ logConfiguration: { logDriver: "none" } }),
      finds: "containerDefinitions[0].logConfiguration.logDriver",
    },
    {
      name: "blocking",
      props: task(logs({ mode: "blocking" })),
      finds: "containerDefinitions[0].logConfiguration.options.mode",
    },
    {
      name: "the second container",
      props: task(logs(), {}),
      finds: "containerDefinitions[1].logConfiguration.logDriver",
    },
  ],
  notJudged: [another, notKnown],
});

const secretArn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:claims-a1b2c3";

testRule(ecsNoEnvironmentSecrets, {
  valid: [
    {
      name: "as a secret",
      props: task({
        environment: [{ name: "STAGE", value: "prod" }],
        secrets: [{ name: "DB_PASSWORD", valueFrom: secretArn }],
      }),
    },
    { name: "no environment", props: task({}) },
    { name: "the secret's ARN", props: task({ environment: [{ name: "DB_SECRET", value: secretArn }] }) },
  ],
  invalid: [
    {
      name: "a password",
      props: task({ environment: [{ name: "DB_PASSWORD", value: "hunter2" }] }),
      finds: "containerDefinitions[0].environment[0].value",
    },
    {
      name: "an access key under any name, in the second container",
      props: task(
        {},
        {
          environment: [
            { name: "STAGE", value: "prod" },
            { name: "UPLOADER", value: ["AKIA", "IOSFODNN7EXAMPLE"].join("") },
          ],
        },
      ),
      finds: "containerDefinitions[1].environment[1].value",
    },
  ],
  notJudged: [another, notKnown],
});

function withEfs(...volumes: readonly object[]): object {
  return {
    ...task({}),
    volumes: volumes.map((efs, index) => ({
      name: `v${index}`,
      efsVolumeConfiguration: { fileSystemId: "fs-0a1b2c3d", ...efs },
    })),
  };
}

testRule(ecsEfsVolumeTransitEncryption, {
  valid: [
    { name: "over TLS", props: withEfs({ transitEncryption: "ENABLED" }) },
    {
      name: "beside a volume of the host",
      props: {
        volumes: [
          { name: "tmp", hostPath: "/tmp" },
          { name: "claims", efsVolumeConfiguration: { fileSystemId: unknownString, transitEncryption: "ENABLED" } },
        ],
      },
    },
  ],
  invalid: [
    { name: "left out", props: withEfs({}), finds: "volumes[0].efsVolumeConfiguration.transitEncryption" },
    {
      name: "off",
      props: withEfs({ transitEncryption: "DISABLED" }),
      finds: "volumes[0].efsVolumeConfiguration.transitEncryption",
    },
    {
      name: "the second volume",
      props: withEfs({ transitEncryption: "ENABLED" }, {}),
      finds: "volumes[1].efsVolumeConfiguration.transitEncryption",
    },
  ],
  notJudged: [
    another,
    { name: "no volumes", props: task({}), because: "exempt" },
    { name: "no EFS volume", props: { volumes: [{ name: "tmp", hostPath: "/tmp" }] }, because: "exempt" },
    { name: "volumes not known yet", props: { volumes: unknownValue }, because: "unknown", finds: "volumes" },
    {
      name: "not known yet",
      props: withEfs({ transitEncryption: unknownString }),
      because: "unknown",
      finds: "volumes[0].efsVolumeConfiguration.transitEncryption",
    },
  ],
});

const ROLE = "aws:iam/role:Role";
const taskRoleArn = "arn:aws:iam::111122223333:role/claims";
const executionRoleArn = "arn:aws:iam::111122223333:role/claims-start";
const roles = [
  { type: ROLE, name: "one" },
  { type: ROLE, name: "two" },
];
const platform = [{ type: "pulumi:pulumi:StackReference", name: "platform" }];

testRule(ecsTaskAndExecutionRoleDiffer, {
  valid: [
    { name: "two roles", props: { ...task({}), taskRoleArn, executionRoleArn } },
    {
      name: "two roles of the same preview",
      props: { taskRoleArn: from("one"), executionRoleArn: from("two") },
      others: roles,
    },
  ],
  invalid: [
    { name: "left out", props: task({}), finds: ["taskRoleArn", "executionRoleArn"] },
    { name: "no role of its own", props: { executionRoleArn }, finds: "taskRoleArn" },
    { name: "no role to start with", props: { taskRoleArn }, finds: "executionRoleArn" },
    { name: "one role for both", props: { taskRoleArn, executionRoleArn: taskRoleArn }, finds: "taskRoleArn" },
    {
      name: "one role of the same preview for both",
      props: { taskRoleArn: from("one"), executionRoleArn: from("one") },
      others: roles,
      finds: "taskRoleArn",
    },
  ],
  notJudged: [
    another,
    {
      name: "two outputs of one stack",
      props: { taskRoleArn: from("platform"), executionRoleArn: from("platform") },
      others: platform,
      because: "unknown",
      finds: "taskRoleArn",
    },
    {
      name: "the second from nowhere",
      props: { taskRoleArn: from("one"), executionRoleArn: unknownString },
      others: roles,
      because: "unknown",
      finds: "taskRoleArn",
    },
    {
      name: "the first from nowhere",
      props: { taskRoleArn: unknownString, executionRoleArn: from("one") },
      others: roles,
      because: "unknown",
      finds: "taskRoleArn",
    },
    {
      name: "one known, one not",
      props: { taskRoleArn, executionRoleArn: unknownString },
      because: "unknown",
      finds: "taskRoleArn",
    },
  ],
});
