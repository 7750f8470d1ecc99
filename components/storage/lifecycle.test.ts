import { expect } from "chai";
import { assertLifecycle, lifecycleRules, type LifecyclePlan } from "./lifecycle";

const good: LifecyclePlan = { retentionDays: 2557, coldAfterDays: 90, coldClass: "GLACIER_IR" };

describe("lifecycle", () => {
  it("keeps objects and old versions for the whole time, colder after a while", () => {
    expect(lifecycleRules(good)[0]).to.deep.equal({
      id: "retention",
      status: "Enabled",
      filter: {},
      transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
      expiration: { days: 2557 },
      noncurrentVersionTransitions: [{ noncurrentDays: 90, storageClass: "GLACIER_IR" }],
      noncurrentVersionExpiration: { noncurrentDays: 2557 },
    });
  });

  it("removes what broken uploads left, in the whole bucket", () => {
    expect(lifecycleRules(good)[1]).to.deep.include({
      filter: {},
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    });
  });

  const accepted: [string, Partial<LifecyclePlan>][] = [
    ["six years", { retentionDays: 2192 }],
    ["a hundred years", { retentionDays: 36_500 }],
    ["colder after thirty days", { coldAfterDays: 30 }],
    ["colder on the last day", { coldAfterDays: 2556 }],
  ];
  for (const [name, change] of accepted) {
    it(`accepts ${name}`, () => expect(() => assertLifecycle("C", "n", { ...good, ...change })).to.not.throw());
  }

  const refused: [string, Partial<LifecyclePlan>, string][] = [
    [
      "a day less than six years",
      { retentionDays: 2191 },
      "lifecycle.retentionDays must be a whole number in [2192, 36500]; got 2191",
    ],
    ["more than a hundred years", { retentionDays: 36_501 }, "lifecycle.retentionDays"],
    [
      "a class that S3 refuses so early",
      { coldAfterDays: 29 },
      "lifecycle.coldAfterDays must be a whole number in [30, 2556]; got 29",
    ],
    ["colder only when deleted", { coldAfterDays: 2557 }, "lifecycle.coldAfterDays"],
    ["parts of days", { coldAfterDays: 90.5 }, "lifecycle.coldAfterDays"],
  ];
  for (const [name, change, message] of refused) {
    it(`refuses ${name}`, () => expect(() => assertLifecycle("C", "n", { ...good, ...change })).to.throw(message));
  }
});
