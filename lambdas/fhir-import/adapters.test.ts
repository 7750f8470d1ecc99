import { expect } from "chai";
import { healthLakeClient } from "../healthlake/adapters";
import { s3Client } from "../s3/adapters";
import { withAws, type Answer } from "../testing/aws-server";
import { healthLakeImports, s3Uploads } from "./adapters";

const place = {
  datastoreId: "0123456789abcdef0123456789abcdef",
  dataAccessRoleArn: "arn:aws:iam::123456789012:role/r",
  inputBucket: "in",
  outputBucket: "out",
  kmsKeyArn: "arn:aws:kms:us-east-1:123456789012:key/k",
};
const request = { inputKey: "fhir/files/a.ndjson", outputPrefix: "import-log/t/", token: "t".repeat(64) };
const json = (body: object, status = 200): Answer => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.0" },
  body: JSON.stringify(body),
});

describe("fhir-import adapters", () => {
  it("start a job with role, key, places and token", async () => {
    const { result, sent } = await withAws(
      () => json({ JobId: "j", JobStatus: "SUBMITTED", DatastoreId: place.datastoreId }),
      () => healthLakeImports(healthLakeClient(), place).start(request),
    );
    expect(result).to.equal("j");
    expect(sent[0]?.headers["x-amz-target"]).to.equal("HealthLake.StartFHIRImportJob");
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({
      JobName: "import-tttttttttttttttt",
      ClientToken: request.token,
      DatastoreId: place.datastoreId,
      DataAccessRoleArn: place.dataAccessRoleArn,
      InputDataConfig: { S3Uri: "s3://in/fhir/files/a.ndjson" },
      JobOutputDataConfig: { S3Configuration: { S3Uri: "s3://out/import-log/t/", KmsKeyId: place.kmsKeyArn } },
    });
  });

  it("let a refusal keep the name by which it is judged", async () => {
    const answer = (): Answer => json({ __type: "com.amazonaws.healthlake#ValidationException", Message: "no" }, 400);
    let name = "";
    await withAws(answer, () =>
      healthLakeImports(healthLakeClient(), place)
        .start(request)
        .catch((error: Error) => void (name = error.name)),
    );
    expect(name).to.equal("ValidationException");
  });

  it("read one version of a manifest, and list as many files as are asked for", async () => {
    const { result, sent } = await withAws(
      ({ query }) =>
        query["list-type"] === undefined
          ? { body: "{}" }
          : {
              headers: { "content-type": "application/xml" },
              body: "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>n</NextContinuationToken><Contents><Key>k</Key><Size>3</Size></Contents></ListBucketResult>",
            },
      async () => {
        const uploads = s3Uploads(s3Client(), "in");
        return [await uploads.read("fhir/manifests/b.json", "v1"), await uploads.list("fhir/batches/b/", 1)];
      },
    );
    expect(result).to.deep.equal(["{}", [{ key: "k", sizeBytes: 3 }]]);
    expect(sent[0]?.query["versionId"]).to.equal("v1");
    expect(sent).to.have.length(2);
  });
});
