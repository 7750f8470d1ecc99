import { expect } from "chai";
import { versionBucket } from "../bucket-version/adapters";
import { makePrivate, protectDatabase, unshareSnapshot } from "../database-protect/adapters";
import { unshareImage, unshareSnapshots } from "../disk-unshare/adapters";
import { ec2Client } from "../instance-isolate/adapters";
import { kmsClient } from "../key-disable/adapters";
import { cancelDeletion, enableRotation } from "../key-protect/adapters";
import { closeSecurityGroup, closeSubnet, requireTokens, type RulesBefore } from "../network-close/adapters";
import { rdsClient } from "../password-rotation/adapters";
import { s3Client } from "../s3/adapters";
import { enableRecovery, protectTable } from "../table-protect/adapters";
import { answering } from "../testing/answering";
import type { Remedy } from "./action";
import { dynamoClient } from "./adapters";
import { caseOf } from "./testing/cases";

const through = <T>(ports: T): T => ports;
const NOW = new Date("2026-11-22T10:05:00.000Z");
type Rule = RulesBefore["rules"][number];
type Said = (name: string, input: Record<string, unknown>) => unknown;

const ec2 = (said: Said) => answering(ec2Client(), through as never, said);
const rds = (said: Said) => answering(rdsClient(), through as never, said);
const kms = (said: Said) => answering(kmsClient(), through as never, said);
const dynamo = (said: Said) => answering(dynamoClient(), through as never, said);
const s3 = (said: Said) => answering(s3Client(), through as never, said);

describe("close-security-group: which rules it takes out", () => {
  const everybody = { IpRanges: [{ CidrIp: "0.0.0.0/0" }] };
  const rows: [string, Rule, boolean][] = [
    ["SSH for everybody", { IpProtocol: "tcp", FromPort: 22, ToPort: 22, ...everybody }, true],
    [
      "SSH for everybody by IPv6",
      { IpProtocol: "tcp", FromPort: 22, ToPort: 22, Ipv6Ranges: [{ CidrIpv6: "::/0" }] },
      true,
    ],
    ["a range with a database's port", { IpProtocol: "tcp", FromPort: 5400, ToPort: 5500, ...everybody }, true],
    ["everything", { IpProtocol: "-1", ...everybody }, true],
    ["all ports of a protocol", { IpProtocol: "udp", ...everybody }, true],
    ["HTTPS for everybody", { IpProtocol: "tcp", FromPort: 443, ToPort: 443, ...everybody }, false],
    ["ports beside the guarded ones", { IpProtocol: "tcp", FromPort: 5433, ToPort: 5499, ...everybody }, false],
    ["pings", { IpProtocol: "icmp", FromPort: 8, ToPort: 22, ...everybody }, false],
    ["SSH for a network", { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "10.0.0.0/8" }] }, false],
    [
      "SSH for a group",
      { IpProtocol: "tcp", FromPort: 22, ToPort: 22, UserIdGroupPairs: [{ GroupId: "sg-1" }] },
      false,
    ],
  ];
  for (const [what, permission, taken] of rows) {
    it(`${what}: ${taken ? "goes" : "stays"}`, async () => {
      const before = await closeSecurityGroup(ec2(() => ({ SecurityGroups: [{ IpPermissions: [permission] }] }))).look(
        caseOf(),
      );
      expect(before).to.deep.equal(taken ? { rules: [permission] } : undefined);
    });
  }

  it("goes on where an earlier try did it, and not where AWS refuses", async () => {
    const before = { rules: [rows[0]?.[1] as Rule] };
    const refusing = (name: string) =>
      closeSecurityGroup(
        ec2(() => {
          throw Object.assign(new Error(name), { name });
        }),
      );
    const ends = async (work: Promise<void> | undefined): Promise<string> =>
      (await work?.then(
        () => "done",
        (error: Error) => error.name,
      )) ?? "none";
    expect(await ends(refusing("InvalidPermission.NotFound").change(caseOf(), before, NOW))).to.equal("done");
    expect(await ends(refusing("InvalidPermission.Duplicate").restore?.(caseOf(), before))).to.equal("done");
    expect(await ends(refusing("InvalidPermission.Duplicate").change(caseOf(), before, NOW))).to.contain("Duplicate");
    expect(await ends(refusing("UnauthorizedOperation").restore?.(caseOf(), before))).to.contain("Unauthorized");
  });
});

describe("what a setting was: nothing is done where AWS does not say", () => {
  const rows: [string, Remedy<object>, string][] = [
    ["a group", closeSecurityGroup(ec2(() => ({ SecurityGroups: [] }))), "NoNetwork"],
    ["a subnet", closeSubnet(ec2(() => ({ Subnets: [{}] }))), "NoNetwork"],
    ["an instance", requireTokens(ec2(() => ({ Reservations: [{ Instances: [{}] }] }))), "NoInstance"],
    ["a database", makePrivate(rds(() => ({ DBInstances: [{}] }))), "NoDatabase"],
    ["a database's protection", protectDatabase(rds(() => ({}))), "NoDatabase"],
    ["a snapshot", unshareSnapshot(rds(() => ({}))), "NoDatabase"],
    ["a key that is off", enableRotation(kms(() => ({ KeyMetadata: { KeyState: "Disabled" } }))), "NotRotatable"],
    [
      "a key whose material is not AWS's",
      enableRotation(
        kms(() => ({ KeyMetadata: { KeyState: "Enabled", KeySpec: "SYMMETRIC_DEFAULT", Origin: "EXTERNAL" } })),
      ),
      "NotRotatable",
    ],
    ["an image", unshareImage(ec2(() => ({}))), "NoImage"],
    ["a table", enableRecovery(dynamo(() => ({}))), "NoTable"],
    ["a table's protection", protectTable(dynamo(() => ({}))), "NoTable"],
    ["a key", cancelDeletion(kms(() => ({}))), "NoKey"],
  ];
  for (const [what, remedy, error] of rows) {
    it(`${what}: ${error}`, async () => {
      const ended = await remedy.look(caseOf()).then(
        () => "looked",
        ({ name }: Error) => name,
      );
      expect(ended).to.equal(error);
    });
  }

  it("a snapshot of several that is gone meanwhile holds up none of the others", async () => {
    const changed: unknown[] = [];
    const remedy = unshareSnapshots(
      ec2((_, { SnapshotId }) => {
        if (SnapshotId === "snap-gone")
          throw Object.assign(new Error("no such snapshot"), { name: "InvalidSnapshot.NotFound" });
        return changed.push(SnapshotId);
      }),
    );
    const before = { snapshots: ["snap-a", "snap-gone", "snap-b"] };
    await remedy.change(caseOf(), before, NOW);
    await remedy.restore?.(caseOf(), before);
    expect(changed).to.deep.equal(["snap-a", "snap-b", "snap-a", "snap-b"]);
  });

  it("a bucket that never had versions is suspended by an undo", async () => {
    const sent: unknown[] = [];
    const remedy = versionBucket(s3((name, input) => (name.startsWith("Get") ? {} : sent.push(input))));
    const before = await remedy.look(caseOf());
    if (before !== undefined) await remedy.restore?.(caseOf(), before);
    expect(sent).to.deep.equal([{ Bucket: "phiguard-test-web", VersioningConfiguration: { Status: "Suspended" } }]);
  });
});
