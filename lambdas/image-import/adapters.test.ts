import { expect } from "chai";
import { medicalImagingClient } from "../medical-imaging/adapters";
import { s3Client } from "../s3/adapters";
import { withAws, type Answer } from "../testing/aws-server";
import { healthImagingJobs } from "./adapters";
import type { ImportJobs } from "./ports";

const jobs = (): ImportJobs => healthImagingJobs(medicalImagingClient(), s3Client(), "in", "out");
const STORE = "0123456789abcdef0123456789abcdef";
const json = (body: object, status = 200, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

describe("healthImagingJobs", () => {
  it("starts a job of the prefix with role and token, and gives its id", async () => {
    const answer = (): Answer => json({ datastoreId: STORE, jobId: "job-1", jobStatus: "SUBMITTED", submittedAt: 1 });
    const { result, sent } = await withAws(answer, () =>
      jobs().start({
        datastoreId: STORE,
        dataAccessRoleArn: "arn:aws:iam::123456789012:role/r",
        clientToken: "token",
        inputPrefix: "north/accepted/b-1/",
        outputPrefix: "north/results/b-1/",
      }),
    );
    expect(result).to.equal("job-1");
    expect([sent[0]?.method, sent[0]?.path]).to.deep.equal(["POST", `/startDICOMImportJob/datastore/${STORE}`]);
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({
      clientToken: "token",
      dataAccessRoleArn: "arn:aws:iam::123456789012:role/r",
      inputS3Uri: "s3://in/north/accepted/b-1/",
      outputS3Uri: "s3://out/north/results/b-1/",
    });
  });

  it("asks after a job", async () => {
    const job = {
      jobId: "job-1",
      jobStatus: "IN_PROGRESS",
      datastoreId: STORE,
      jobName: "j",
      dataAccessRoleArn: "arn:r",
      submittedAt: 1000,
    };
    const answer = (): Answer =>
      json({ jobProperties: { ...job, inputS3Uri: "s3://in/a/", outputS3Uri: "s3://out/a/" } });
    const { result, sent } = await withAws(answer, () => jobs().state(STORE, "job-1"));
    expect(result).to.deep.equal({
      status: "IN_PROGRESS",
      submittedAt: "1970-01-01T00:16:40.000Z",
      endedAt: undefined,
    });
    expect(sent[0]?.path).to.equal(`/getDICOMImportJob/datastore/${STORE}/job/job-1`);
  });

  it("counts what the manifest of a finished job says", async () => {
    const jobSummary = {
      numberOfImportedFiles: 3,
      numberOfFilesWithCustomerError: 2,
      numberOfFilesWithServerError: 1,
      numberOfGeneratedImageSets: 2,
    };
    const { result, sent } = await withAws(
      () => json({ jobSummary }),
      () => jobs().summary("north/results/b-1/", STORE, "job-1"),
    );
    expect(result).to.deep.equal({ imported: 3, failed: 3 });
    expect(sent[0]?.path).to.equal(`/out/north/results/b-1/${STORE}-DicomImport-job-1/job-output-manifest.json`);
  });

  it("knows no counts where there is no manifest", async () => {
    const answer = (): Answer => ({ status: 404, body: "<Error><Code>NoSuchKey</Code><Message>no</Message></Error>" });
    const { result } = await withAws(answer, () => jobs().summary("p/", STORE, "job-1"));
    expect(result).to.equal(undefined);
  });

  it("lets a refusal keep the name by which the state machine tries again", async () => {
    const answer = (): Answer => json({ message: "slow down" }, 429, { "x-amzn-errortype": "ThrottlingException" });
    let name = "";
    const { sent } = await withAws(answer, () =>
      jobs()
        .state(STORE, "j")
        .catch((error: Error) => void (name = error.name)),
    );
    expect(name).to.equal("ThrottlingException");
    expect(sent).to.have.length(4);
  });
});
