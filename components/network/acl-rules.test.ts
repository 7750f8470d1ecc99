import { expect } from "chai";
import { egressRules, ingressRules, type AclRule } from "./acl-rules";

const VPC = "10.20.0.0/16";

/** Whether the list lets this through; AWS ends each list with a refusal. */
function lets(rules: readonly AclRule[], port: number, from: "vpc" | "internet"): boolean {
  const hit = [...rules]
    .sort((a, b) => a.ruleNo - b.ruleNo)
    .find(
      (rule) =>
        (rule.cidrBlock === "0.0.0.0/0" || from === "vpc") &&
        (rule.protocol === "-1" || (port >= rule.fromPort && port <= rule.toPort)),
    );
  return hit?.action === "allow";
}

describe("network ACL rules", () => {
  const rows: [string, AclRule[], number, "vpc" | "internet", boolean][] = [
    ["SSH from the internet", ingressRules(VPC), 22, "internet", false],
    ["RDP from the internet", ingressRules(VPC), 3389, "internet", false],
    ["HTTPS from the internet", ingressRules(VPC), 443, "internet", false],
    ["answers to the lowest port of a NAT gateway", ingressRules(VPC), 1024, "internet", true],
    ["answers below RDP's port", ingressRules(VPC), 3388, "internet", true],
    ["answers above RDP's port", ingressRules(VPC), 3390, "internet", true],
    ["answers to the highest port", ingressRules(VPC), 65535, "internet", true],
    ["PostgreSQL within the VPC", ingressRules(VPC), 5432, "vpc", true],
    ["HTTPS to the internet", egressRules(VPC), 443, "internet", true],
    ["mail to the internet", egressRules(VPC), 25, "internet", false],
    ["PostgreSQL to the VPC", egressRules(VPC), 5432, "vpc", true],
  ];
  for (const [name, rules, port, from, want] of rows) {
    it(`${want ? "lets" : "stops"} ${name}`, () => expect(lets(rules, port, from)).to.equal(want));
  }

  it("lets in who may begin a connection, to the one port, and lets the answers out", () => {
    const inbound = [22, 2222].map((port) => ({ port, cidrBlock: "198.51.100.0/28", subnets: "public" as const }));
    const rows = (rules: readonly AclRule[]): unknown[] =>
      rules
        .filter(({ cidrBlock }) => cidrBlock === "198.51.100.0/28")
        .map(({ fromPort, toPort }) => [fromPort, toPort]);
    expect(rows(ingressRules(VPC, [], inbound))).to.deep.equal([
      [22, 22],
      [2222, 2222],
    ]);
    expect(rows(egressRules(VPC, [], inbound))).to.deep.equal([[1024, 65535]]);
  });

  it("has no number twice", () => {
    const inbound = [22, 23].map((port) => ({ port, cidrBlock: "198.51.100.0/28", subnets: "public" as const }));
    for (const rules of [ingressRules(VPC, [], inbound), egressRules(VPC, [], inbound)]) {
      expect(new Set(rules.map(({ ruleNo }) => ruleNo)).size).to.equal(rules.length);
    }
  });
});
