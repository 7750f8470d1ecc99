import { expect } from "chai";
import { replicationStatements } from "./replication-policy";

describe("replicationStatements", () => {
  const statements = replicationStatements([
    { source: "arn:a", replica: "arn:a2" },
    { source: "arn:b", replica: "arn:b2" },
  ]);
  const resourcesOf = (sid: string): unknown => statements.find(({ Sid }) => Sid === sid)?.Resource;

  it("reads sources and writes replicas, and nothing the other way", () => {
    expect(resourcesOf("ReadSettings")).to.deep.equal(["arn:a", "arn:b"]);
    expect(resourcesOf("ReadVersions")).to.deep.equal(["arn:a/*", "arn:b/*"]);
    expect(resourcesOf("WriteReplicas")).to.deep.equal(["arn:a2/*", "arn:b2/*"]);
  });

  it("deletes nothing but by copying a delete marker", () => {
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes("Delete"))).to.deep.equal(["s3:ReplicateDelete"]);
  });
});
