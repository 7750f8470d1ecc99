import { expect } from "chai";
import { statementsIn } from "../components/testing/access";
import { ofType, plan, type Planned } from "../components/testing/plan";
import { parseConfig } from "./config";
import { buildConsents } from "./consents";
import { makeContext } from "./context";
import { buildFoundation } from "./foundation";
import { buildPhiPipeline } from "./phi-pipeline";

const LEAST = {
  "aws:region": "us-east-1",
  "phiguard:owner": "team",
  "phiguard:production": "false",
  "phiguard:alarmEmail": "a@example.org",
  "phiguard:workloads": '["foundation","phi-pipeline"]',
};

function planned(more: Record<string, string> = {}): Promise<Planned[]> {
  const settings = parseConfig("dev", { ...LEAST, ...more });
  return plan(() => {
    const context = makeContext(settings);
    const foundation = buildFoundation(context);
    buildPhiPipeline(context, foundation, buildConsents(context, foundation));
  });
}

describe("phi-pipeline", () => {
  it("lets its own roles alone use its key, each through its services", async () => {
    const key = ofType(await planned(), "aws:kms/key:Key").find(({ name }) => name === "phi-pipeline-key-key");
    const byRole = statementsIn(key?.inputs.policy as string).filter(({ Principal }) =>
      JSON.stringify(Principal).includes(":role/"),
    );
    const services = Object.fromEntries(
      byRole.map(({ Sid, Condition }) => [Sid, Condition?.["StringEquals"]?.["kms:ViaService"]]),
    );
    expect(services).to.include.keys(
      "ReleaseRuns",
      "QuarantineRuns",
      "PipelineRuns",
      "BatchRuns",
      "RulesStartMachines",
    );
    expect(services["RouteRuns"]).to.deep.equal(["lambda.us-east-1.amazonaws.com", "sqs.us-east-1.amazonaws.com"]);
    expect(services["ConsentRuns"])
      .to.include("dynamodb.us-east-1.amazonaws.com")
      .and.not.include("s3.us-east-1.amazonaws.com");
    for (const { Principal } of byRole)
      expect(JSON.stringify(Principal)).to.match(/role\/phiguard-dev-(phi-|consent-)/);
  });

  it("reaches Comprehend Medical and SQS without the internet", async () => {
    const services = ofType(await planned(), "aws:ec2/vpcEndpoint:VpcEndpoint").map(({ inputs }) => inputs.serviceName);
    expect(services).to.include.members(["com.amazonaws.us-east-1.comprehendmedical", "com.amazonaws.us-east-1.sqs"]);
  });

  it("keeps documents and tables in a second region where there is one", async () => {
    const alone = await planned();
    expect(ofType(alone, "aws:dynamodb/tableReplica:TableReplica")).to.be.empty;
    const copied = await planned({ "phiguard:replicaRegion": "us-west-2" });
    const replicas = ofType(copied, "aws:dynamodb/tableReplica:TableReplica");
    expect(replicas.map(({ name }) => name.split("-")[0])).to.have.members(["consent", "consent", "phi"]);
    for (const { provider } of replicas) expect(provider).to.contain("::replica::");
    const copies = ofType(copied, "aws:s3/bucketReplicationConfig:BucketReplicationConfig");
    expect(copies.filter(({ name }) => name.startsWith("phi-pipeline-"))).to.have.length(4);
  });

  it("lets nobody into the buckets by a policy of theirs, save AWS's log delivery", async () => {
    const allowed = ofType(await planned(), "aws:s3/bucketPolicy:BucketPolicy")
      .filter(({ name }) => name.startsWith("phi-pipeline-"))
      .flatMap(({ inputs }) => statementsIn(inputs.policy))
      .filter(({ Effect }) => Effect === "Allow");
    expect(allowed.map(({ Sid }) => Sid)).to.deep.equal(["AcceptAccessLogs"]);
  });
});
