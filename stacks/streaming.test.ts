import { expect } from "chai";
import { parseConfig, type Settings } from "./config";
import { makeContext } from "./context";
import { buildFoundation } from "./foundation";
import { buildStreaming } from "./streaming";
import type { Statement } from "../components/access/policy-document";
import { ofType, only, plan, type Planned } from "../components/testing/plan";

function settingsWith(streaming: object): Settings {
  return parseConfig("prod", {
    "aws:region": "us-east-1",
    "phiguard:owner": "team",
    "phiguard:alarmEmail": "a@example.org",
    "phiguard:replicaRegion": "us-west-2",
    "phiguard:workloads": '["foundation","streaming"]',
    "phiguard:streaming": JSON.stringify(streaming),
  });
}

const planWith = (settings: Settings): Promise<Planned[]> =>
  plan(() => {
    const context = makeContext(settings);
    buildStreaming(context, buildFoundation(context));
  });

function statementsOf(planned: readonly Planned[], name: string): Statement[] {
  const policy = ofType(planned, "aws:iam/policy:Policy").find((each) => each.name === `${name}-policy`);
  return (JSON.parse(policy?.inputs.policy) as { Statement: Statement[] }).Statement;
}

describe("streaming", () => {
  const settings = settingsWith({ imageTag: "1.2.0", fanOut: true });
  let planned: Planned[] = [];
  before(async () => (planned = await planWith(settings)));

  it("lets the task read its stream and its secret, and nothing else", () => {
    const stream = "arn:aws:kinesis:us-east-1:123456789012:stream/phiguard-prod-records";
    expect(
      statementsOf(planned, "streaming-consumer-task").map(({ Action, Resource }) => [Action, Resource]),
    ).to.deep.equal([
      [
        ["kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"],
        stream,
      ],
      [
        ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"],
        `${stream}/consumer/phiguard-prod-stream-consumer:*`,
      ],
      [
        "secretsmanager:GetSecretValue",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:phiguard-prod-records-database-??????",
      ],
    ]);
  });

  it("lets each who must use its key do so, by the services they use it through", () => {
    const key = ofType(planned, "aws:kms/key:Key").find(({ name }) => name === "streaming-key-key");
    const { Statement } = JSON.parse(key?.inputs.policy) as { Statement: Statement[] };
    expect(Statement.map(({ Sid }) => Sid)).to.deep.equal([
      "AdministrationByAccount",
      "LogsOfThisAccountAndRegion",
      "FargateEncryptsStorage",
      "FargateReadsStorage",
      "ConsumerReads",
      "RotationWrites",
    ]);
    expect(Statement[4]?.Condition).to.deep.equal({
      StringEquals: {
        "kms:ViaService": ["kinesis.us-east-1.amazonaws.com", "secretsmanager.us-east-1.amazonaws.com"],
      },
    });
  });

  it("has the alarm topic and its key take RDS's events", () => {
    const topic = ofType(planned, "aws:sns/topicPolicy:TopicPolicy").find(
      ({ name }) => name === "foundation-alarms-policy",
    );
    expect(topic?.inputs.policy).to.contain("events.rds.amazonaws.com");
    const key = ofType(planned, "aws:kms/key:Key").find(({ name }) => name === "foundation-key-key");
    expect(key?.inputs.policy).to.contain("events.rds.amazonaws.com");
  });

  it("knows the container's definition before anything is made, and puts no address or password into it", () => {
    const [container] = JSON.parse(only(planned, "aws:ecs/taskDefinition:TaskDefinition").inputs.containerDefinitions);
    expect(container.environment).to.deep.equal([
      { name: "CONSUMER_NAME", value: "phiguard-prod-stream-consumer" },
      { name: "DATABASE_SECRET_NAME", value: "phiguard-prod-records-database" },
      { name: "STREAM_ARN", value: "arn:aws:kinesis:us-east-1:123456789012:stream/phiguard-prod-records" },
    ]);
    expect(container.image).to.equal(
      "123456789012.dkr.ecr.us-east-1.amazonaws.com/phiguard-prod-stream-consumer:1.2.0",
    );
  });

  it("copies backups and secret to the second region, under a key there", () => {
    const [copy] = ofType(planned, "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication");
    expect(copy?.provider).to.contain("::replica::");
    const { replicas } = only(planned, "aws:secretsmanager/secret:Secret").inputs;
    expect(replicas).to.deep.equal([
      { region: "us-west-2", kmsKeyId: "arn:aws:test:us-east-1:123456789012:streaming-copy-key-key" },
    ]);
  });

  it("has nothing of the second region where there is none", async () => {
    const here = await planWith({ ...settings, replicaRegion: undefined });
    expect(here.filter(({ name }) => name.startsWith("streaming-copy"))).to.be.empty;
    expect(only(here, "aws:secretsmanager/secret:Secret").inputs).to.not.have.property("replicas");
  });
});
