import { expect } from "chai";
import { clientToken, nextWait, progressed, started } from "./core";

describe("image-import", () => {
  it("asks after 30 s, then twice as late each time, every ten minutes at last", () => {
    let job = started("j");
    const waits = Array.from({ length: 8 }, () => {
      const { waitSeconds } = job;
      job = progressed(job, "IN_PROGRESS", undefined);
      return waitSeconds;
    });
    expect(waits).to.deep.equal([30, 30, 60, 120, 240, 480, 600, 600]);
    expect(job.waitedSeconds).to.equal(2160);
    expect(nextWait(1e9)).to.equal(600);
  });

  it("has one token a start, of the characters and length that HealthImaging takes", () => {
    expect(clientToken("a")).to.equal(clientToken("a")).and.not.equal(clientToken("b"));
    expect(clientToken("x".repeat(300))).to.match(/^[a-zA-Z0-9._-]{1,64}$/);
  });

  it("calls a job complete only when no file was left out", () => {
    const job = started("j");
    expect(progressed(job, "COMPLETED", { imported: 2, failed: 0 }).status).to.equal("COMPLETED");
    expect(progressed(job, "COMPLETED", { imported: 2, failed: 1 }).status).to.equal("COMPLETED_WITH_ERRORS");
    expect(progressed(job, "COMPLETED", undefined).status).to.equal("COMPLETED_WITH_ERRORS");
    expect(progressed(job, "FAILED", undefined).status).to.equal("FAILED");
  });
});
