import { expect } from "chai";
import {
  OUTPUT_SIGNATURE,
  SECRET_SIGNATURE,
  SIGNATURE_KEY,
  UNKNOWN,
  containsUnknown,
  parseUrn,
  plain,
  unwrap,
} from "./wire";

const secret = (value: unknown): unknown => ({ [SIGNATURE_KEY]: SECRET_SIGNATURE, value });
const output = (value?: unknown): unknown => ({
  [SIGNATURE_KEY]: OUTPUT_SIGNATURE,
  ...(value !== undefined && { value }),
});

describe("wire values", () => {
  const rows: { name: string; given: unknown; plain: unknown; unknown: boolean }[] = [
    { name: "a plain value", given: "a", plain: "a", unknown: false },
    { name: "a secret", given: secret("a"), plain: "a", unknown: false },
    { name: "a secret in an output", given: output(secret(1)), plain: 1, unknown: false },
    { name: "an output without a value", given: output(), plain: UNKNOWN, unknown: true },
    { name: "nested secrets", given: { a: [secret({ b: 1 })] }, plain: { a: [{ b: 1 }] }, unknown: false },
    { name: "an unknown in a list", given: { a: [UNKNOWN] }, plain: { a: [UNKNOWN] }, unknown: true },
    { name: "an unknown in a secret", given: secret(UNKNOWN), plain: UNKNOWN, unknown: true },
    {
      name: "an unknown number",
      given: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
      plain: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
      unknown: true,
    },
  ];
  for (const row of rows) {
    it(row.name, () => {
      expect(plain(row.given)).to.deep.equal(row.plain);
      expect(containsUnknown(row.given)).to.equal(row.unknown);
    });
  }

  it("unwrap goes through one value only", () => {
    expect(unwrap(secret([secret(1)]))).to.deep.equal([secret(1)]);
  });

  it("reads type and name of a URN, the name with colons in it", () => {
    expect(parseUrn("urn:pulumi:dev::p::awsx:ec2:Vpc$aws:ec2/vpc:Vpc::a::b")).to.deep.equal({
      type: "aws:ec2/vpc:Vpc",
      name: "a::b",
    });
    expect(() => parseUrn("aws:ec2/vpc:Vpc")).to.throw(TypeError, "is not a resource URN");
  });
});
