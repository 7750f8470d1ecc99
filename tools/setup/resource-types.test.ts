import { expect } from "chai";
import { typeLines } from "./resource-types";

describe("resources by type", () => {
  it("are told one line a service, the most first", () => {
    expect(
      typeLines({
        "aws:kms/key:Key": 1,
        "aws:s3/bucketVersioning:BucketVersioning": 2,
        "aws:s3/bucket:Bucket": 2,
        "phiguard:storage:StoreBucket": 2,
        "pulumi:pulumi:Stack": 1,
        "aws:s3/bucketPolicy:BucketPolicy": 3,
      }),
    ).to.deep.equal([
      "s3 7: BucketPolicy 3, Bucket 2, BucketVersioning 2",
      "phiguard:storage 2: StoreBucket 2",
      "kms 1: Key 1",
      "pulumi:pulumi 1: Stack 1",
    ]);
  });

  it("are no line when there are none", () => {
    expect(typeLines({})).to.deep.equal([]);
  });
});
