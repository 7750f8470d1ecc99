import { expect } from "chai";
import { withAws, type Answer } from "../testing/aws-server";
import { rdsClient, rdsReplicas } from "./adapters";

const xml = (body: string, status = 200): Answer => ({ status, headers: { "content-type": "text/xml" }, body });
const described = (inside: string): Answer =>
  xml(
    "<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances><DBInstance>" +
      `<DBInstanceArn>arn:r</DBInstanceArn>${inside}` +
      "</DBInstance></DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>",
  );
const fault = (code: string): Answer =>
  xml(`<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>m</Message></Error></ErrorResponse>`, 400);

describe("rdsReplicas", () => {
  it("sees a replica that follows, and one that does not any more", async () => {
    const status = "<DBInstanceStatus>available</DBInstanceStatus>";
    const source = "<ReadReplicaSourceDBInstanceIdentifier>arn:s</ReadReplicaSourceDBInstanceIdentifier>";
    for (const [inside, follows] of [
      [status + source, true],
      [status, false],
    ] as const) {
      const { result } = await withAws(
        () => described(inside),
        () => rdsReplicas(rdsClient()).state("r"),
      );
      expect(result).to.deep.equal({ arn: "arn:r", status: "available", follows });
    }
  });

  it("says that there is none of the name", async () => {
    const { result } = await withAws(
      () => fault("DBInstanceNotFound"),
      () => rdsReplicas(rdsClient()).state("r"),
    );
    expect(result).to.equal(undefined);
  });

  it("promotes with backups, and minds nothing where it is under way", async () => {
    for (const answer of [xml("<PromoteReadReplicaResponse/>"), fault("InvalidDBInstanceState")]) {
      const { sent } = await withAws(
        () => answer,
        () => rdsReplicas(rdsClient()).promote("r", 35),
      );
      expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).to.include({
        Action: "PromoteReadReplica",
        DBInstanceIdentifier: "r",
        BackupRetentionPeriod: "35",
      });
    }
  });
});
