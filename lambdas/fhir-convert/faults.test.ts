import { expect } from "chai";
import type { Patient } from "fhir/r4";
import { ADMIT, header } from "../fhir/convert/hl7/testing/messages";
import { failing, faultTable } from "../testing/fault-table";
import { INTAKE, KEPT } from "./contract";
import { MOST_BYTES } from "./core";
import { world } from "./testing/world";

const key = (name: string): string => `${INTAKE.hl7}${name}.hl7`;
const PATIENT = "4711^^^NORTH&2.16.840.1.113883.19.5&ISO^MR";
const update = (family: string, time: string): string =>
  [header("ADT^A31").replace("20260304101500", time), "EVN|A31", `PID|1||${PATIENT}||${family}^Jane`].join("\r");

/** Family name of the one patient, as the last file that was handed over has it. */
function familyIn({ sent, objects }: ReturnType<typeof world>): string | undefined {
  const last = [...sent.values()].at(-1);
  const lines = (objects.get(last?.key ?? "") ?? "").split("\n").filter((line) => line.includes('"Patient"'));
  return (JSON.parse(lines[0] ?? "{}") as Patient).name?.[0]?.family;
}

faultTable("fhir-convert", {
  duplicate: {
    shows: "the same content is one file and one audit event, whatever it is called",
    run: async () => {
      const { drop, asQueue, sent, events, known } = world();
      const first = drop(key("a"), ADMIT);
      await asQueue([first, first, drop(key("b"), ADMIT)]);
      expect([sent.size, events.size]).to.deep.equal([1, 1]);
      for (const { version } of known.values()) expect(version).to.equal("1");
    },
  },
  reordered: {
    shows: "an older message that comes late changes nothing that was said since",
    run: async () => {
      const [older, newer] = [update("Roe", "20260304101500"), update("Roe-Lee", "20260304111500")];
      for (const texts of [[older, newer], [newer, older]]) {
        const one = world();
        await one.asQueue(texts.map((text, at) => one.drop(key(String(at)), text)));
        expect(familyIn(one)).to.equal("Roe-Lee");
      }
    },
  }, // prettier-ignore
  malformed: {
    shows: "to quarantine with codes for reasons, and what is after it goes on",
    run: async () => {
      const { drop, asQueue, below, sent } = world();
      expect(await asQueue([drop(key("a"), "no message at all"), drop(key("b"), ADMIT)])).to.equal(0);
      expect(below(KEPT.quarantine)).to.have.length(2);
      expect(sent.size).to.equal(1);
    },
  },
  oversized: {
    shows: "to quarantine unread",
    run: async () => {
      const { drop, asQueue, textBelow, sent } = world();
      await asQueue([{ ...drop(key("a"), ADMIT), sizeBytes: MOST_BYTES + 1 }]);
      expect(textBelow(KEPT.quarantine)).to.contain("file-too-large");
      expect(sent.size).to.equal(0);
    },
  },
  throttled: {
    shows: "back to the queue, and those after it wait with it",
    run: async () => {
      const one = world({ read: failing("SlowDown", 2) });
      const files = [update("Roe", "20260304101500"), update("Lee", "20260304101500")];
      expect(await one.asQueue(files.map((text, at) => one.drop(key(String(at)), text)))).to.equal(0);
      expect([one.sent.size, familyIn(one)]).to.deep.equal([2, "Lee"]);
    },
  },
  "cut between two writes": {
    shows: "wherever it is cut, the next run ends as one that was not",
    run: async () => {
      const whole = world();
      await whole.asQueue([whole.drop(key("a"), ADMIT)]);
      for (const port of ["told", "write", "send", "audit"] as const) {
        const one = world({ [port]: failing("TimeoutError", 1) });
        expect(await one.asQueue([one.drop(key("a"), ADMIT)]), port).to.equal(0);
        expect([...one.objects], port).to.deep.equal([...whole.objects]);
        expect([...one.sent.keys()], port).to.deep.equal([...whole.sent.keys()]);
        expect([...one.known], port).to.have.deep.members([...whole.known]);
        expect([...one.events.keys()], port).to.deep.equal([...whole.events.keys()]);
      }
    },
  },
  "dependency down": {
    shows: "stays in the queue with no receipt, and is done when it is back",
    run: async () => {
      const { drop, asQueue, below, sent } = world({ send: failing("ECONNREFUSED", 6) });
      const file = drop(key("a"), ADMIT);
      expect(await asQueue([file])).to.equal(1);
      expect([below(KEPT.receipts).length, sent.size]).to.deep.equal([0, 0]);
      expect(await asQueue([file])).to.equal(0);
      expect([below(KEPT.receipts).length, sent.size]).to.deep.equal([1, 1]);
    },
  },
  "clock skew": {
    shows: "a sender whose clock is years ahead does not win over those who come after",
    run: async () => {
      const one = world();
      await one.asQueue([
        one.drop(key("a"), update("Ahead", "20310101000000")),
        one.drop(key("b"), update("Now", "20260305101000")),
      ]);
      expect(familyIn(one)).to.equal("Now");
    },
  },
});
