import { expect } from "chai";
import type { Evaluation } from "./judge";
import { messageOf, openMessage } from "./message";
import { STACK_URN, STORE, storeEncrypted, storeLogged, storeTitled, urn, waiver } from "./testing/example-pack";

const failed: Evaluation = {
  rule: storeEncrypted,
  urn: urn(STORE, "claims"),
  type: STORE,
  name: "claims",
  result: "fail",
  finds: ["encrypted"],
  reads: [{ path: "encrypted", state: "present", value: false }],
  reason: "",
  level: "mandatory",
};
const open: Evaluation = {
  ...failed,
  result: "undetermined",
  reads: [{ path: "encrypted", state: "unknown" }],
  reason: "Not known yet: encrypted.",
};

/** Golden texts: what an engineer reads in the terminal. */
const rows: readonly [name: string, message: string, expected: readonly string[]][] = [
  [
    "a failure with a value that may be shown",
    messageOf(failed, undefined),
    [
      'Store "claims" breaks store-encrypted (encrypted is false).',
      "Fix: Mend store-encrypted.",
      "Cites 45 CFR 164.312(a)(2)(iv), PR.DS-1, CC6.1; https://example.test/store-encrypted",
    ],
  ],
  [
    "a property left out",
    messageOf({ ...failed, reads: [{ path: "encrypted", state: "absent" }] }, undefined),
    [
      'Store "claims" breaks store-encrypted (encrypted is not set).',
      "Fix: Mend store-encrypted.",
      "Cites 45 CFR 164.312(a)(2)(iv), PR.DS-1, CC6.1; https://example.test/store-encrypted",
    ],
  ],
  [
    "several properties, one with a value that may not be shown",
    messageOf(
      {
        ...failed,
        finds: ["encrypted", "readers[1]"],
        reads: [
          { path: "encrypted", state: "absent" },
          { path: "readers[1]", state: "present" },
        ],
      },
      undefined,
    ),
    [
      'Store "claims" breaks store-encrypted (encrypted is not set; readers[1]).',
      "Fix: Mend store-encrypted.",
      "Cites 45 CFR 164.312(a)(2)(iv), PR.DS-1, CC6.1; https://example.test/store-encrypted",
    ],
  ],
  [
    "a companion that is missing",
    messageOf({ ...failed, rule: storeLogged, finds: ["StoreLog"], reads: [] }, undefined),
    [
      'Store "claims" breaks store-logged (no StoreLog names it).',
      "Fix: Mend store-logged.",
      "Cites 45 CFR 164.312(a)(2)(iv), PR.DS-1, CC6.1; https://example.test/store-logged",
    ],
  ],
  [
    "a waived failure",
    messageOf({ ...failed, level: "advisory", waiver: "W-1" }, waiver()),
    [
      'Store "claims" breaks store-encrypted (encrypted is false).',
      "Waived until 2026-03-31 by security@example.test (W-1): Moves in March",
      "Fix: Mend store-encrypted.",
      "Cites 45 CFR 164.312(a)(2)(iv), PR.DS-1, CC6.1; https://example.test/store-encrypted",
    ],
  ],
  [
    "undetermined, shown",
    messageOf({ ...open, level: "advisory" }, undefined),
    [
      'Store "claims" can\'t be judged yet. Not known yet: encrypted.',
      "It is judged again at update, before the resource is made.",
      "Expected: Mend store-encrypted.",
      "Cites 45 CFR 164.312(a)(2)(iv), PR.DS-1, CC6.1; https://example.test/store-encrypted",
    ],
  ],
  [
    "undetermined for several rules",
    openMessage([
      { ...open, level: "advisory" },
      { ...open, level: "advisory", rule: storeTitled },
    ]),
    [
      'Store "claims" can\'t be judged yet by 2 rules. Not known yet: encrypted.',
      "It is judged again at update, before the resource is made.",
      "Rules: store-encrypted, store-titled",
    ],
  ],
  [
    "undetermined, blocked",
    messageOf(open, undefined),
    [
      'Store "claims" can\'t be judged yet. Not known yet: encrypted.',
      "It blocks until it can be judged: make the value known at preview, or the setting plain in the program.",
      "Expected: Mend store-encrypted.",
      "Cites 45 CFR 164.312(a)(2)(iv), PR.DS-1, CC6.1; https://example.test/store-encrypted",
    ],
  ],
  [
    "the stack as a whole",
    messageOf(
      { ...failed, urn: STACK_URN, type: "pulumi:pulumi:Stack", name: "clinic-dev", finds: [], reads: [] },
      undefined,
    ),
    [
      'Stack "clinic-dev" breaks store-encrypted.',
      "Fix: Mend store-encrypted.",
      "Cites 45 CFR 164.312(a)(2)(iv), PR.DS-1, CC6.1; https://example.test/store-encrypted",
    ],
  ],
  [
    "more citations than a line should hold",
    messageOf(
      {
        ...failed,
        rule: {
          ...storeEncrypted,
          controls: { hipaa: ["164.308(a)(1)(i)", "164.312(a)(1)"], nistCsf: ["PR.DS-1"], soc2: ["CC6.1", "CC6.7"] },
        },
      },
      undefined,
    ),
    [
      'Store "claims" breaks store-encrypted (encrypted is false).',
      "Fix: Mend store-encrypted.",
      "Cites 45 CFR 164.308(a)(1)(i), 45 CFR 164.312(a)(1), PR.DS-1 and 2 more; https://example.test/store-encrypted",
    ],
  ],
];

describe("messages", () => {
  for (const [name, message, expected] of rows) it(name, () => expect(message.split("\n")).to.deep.equal(expected));
});
