import { expect } from "chai";
import fc from "fast-check";
import { type CheckFailure, CheckResponse, CreateRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { MessageWriter, readFields, readStruct } from "./struct-codec";
import { fromStruct, toStruct } from "./structs";
import type { Properties } from "./wire";

const properties = fc.dictionary(
  fc.string({ unit: "binary" }).filter((key) => key !== "__proto__"),
  fc.jsonValue({ stringUnit: "binary" }),
) as fc.Arbitrary<Properties>;

/** What a message keeps: JSON's `__proto__` keys and negative zeros are no concern of it. */
const plain = (value: Properties): Properties => fromStruct(toStruct(value));

describe("struct codec", () => {
  it("writes what protobuf's own library reads", () => {
    fc.assert(
      fc.property(properties, (given) => {
        const writer = new MessageWriter();
        writer.struct(1, given);
        const bytes = readFields(writer.finish())(1).bytes;
        expect(fromStruct(Struct.deserializeBinary(bytes))).to.deep.equal(plain(given));
      }),
    );
  });

  it("reads what protobuf's own library writes", () => {
    fc.assert(
      fc.property(properties, (given) => {
        expect(readStruct(Buffer.from(toStruct(given).serializeBinary()))).to.deep.equal(plain(given));
      }),
    );
  });

  it("grows past its first buffer and leaves out undefined members", () => {
    const given = {
      long: "ü".repeat(100_000),
      list: Array.from({ length: 5000 }, (_unused, index) => index),
      none: undefined,
    };
    const writer = new MessageWriter();
    writer.struct(1, given);
    expect(readStruct(readFields(writer.finish())(1).bytes)).to.deep.equal({ long: given.long, list: given.list });
  });

  it("writes a whole message", () => {
    const writer = new MessageWriter();
    writer.message(2, () => {
      writer.text(2, "reason");
      writer.text(1, "property");
    });
    writer.struct(1, { a: [true, null] });
    const response = CheckResponse.deserializeBinary(writer.finish());
    expect(response.getInputs()?.toJavaScript()).to.deep.equal({ a: [true, null] });
    expect(
      response.getFailuresList().map((each: CheckFailure) => [each.getProperty(), each.getReason()]),
    ).to.deep.equal([["property", "reason"]]);
  });

  it("reads a whole message", () => {
    const request = new CreateRequest();
    request.setUrn("urn");
    request.setTimeout(1.5);
    request.setPreview(true);
    request.setProperties(toStruct({ a: 1 }));
    const field = readFields(Buffer.from(request.serializeBinary()));
    expect([field(1).bytes.toString(), readStruct(field(2).bytes), field(3).number, field(4).number]).to.deep.equal([
      "urn",
      { a: 1 },
      1.5,
      1,
    ]);
    expect(field(9)).to.deep.equal({ bytes: Buffer.alloc(0), number: 0 });
  });

  it("refuses what is cut off", () => {
    expect(() => readFields(Buffer.from([0x80]))).to.throw(RangeError, "ends inside a number");
    expect(() => readFields(Buffer.from([0x0f]))).to.throw(RangeError, "unknown wire type 7");
  });
});
