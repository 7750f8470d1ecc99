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

  it("archives what nobody reads any more, and its old versions, where it is asked to", () => {
    const [rule] = lifecycleRules({ ...good, archiveAfterDays: 1095 });
    const classes = [
      [90, "GLACIER_IR"],
      [1095, "DEEP_ARCHIVE"],
    ];
    expect(rule?.transitions?.map(({ days, storageClass }) => [days, storageClass])).to.deep.equal(classes);
    const old = rule?.noncurrentVersionTransitions ?? [];
    expect(old.map(({ noncurrentDays, storageClass }) => [noncurrentDays, storageClass])).to.deep.equal(classes);
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
    [
      "an archive before the colder class is paid for",
      { archiveAfterDays: 179 },
      "lifecycle.archiveAfterDays must be a whole number in [180, 2556]; got 179",
    ],
    ["an archive of what is gone", { archiveAfterDays: 2557 }, "lifecycle.archiveAfterDays"],
    ["parts of days", { coldAfterDays: 90.5 }, "lifecycle.coldAfterDays"],
  ];
  for (const [name, change, message] of refused) {
    it(`refuses ${name}`, () => expect(() => assertLifecycle("C", "n", { ...good, ...change })).to.throw(message));
  }
});
