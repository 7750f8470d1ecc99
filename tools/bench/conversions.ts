import { convertClaims } from "../../lambdas/fhir/convert/claims/file";
import { convertMessage } from "../../lambdas/fhir/convert/hl7/convert";
import { ADMIT, header, RESULTS, segment } from "../../lambdas/fhir/convert/hl7/testing/messages";
import { Ids } from "../../lambdas/fhir/convert/ids";
import { claimsText } from "../../lambdas/claims/testing/claims-text";
import { readMessage } from "../../lambdas/hl7/message";
import { messagesIn } from "../../lambdas/hl7/stream";
import type { ServiceFigure } from "./services";

const MESSAGES = 6000;
const CLAIMS = 6000;

const settings = () => ({ ids: new Ids(Buffer.alloc(32, 1)), convertedAt: "2026-03-05T00:00:00Z" });

/** An update as interfaces send it most: who, whose next of kin, which visit. */
function update(at: number): string {
  return [
    header("ADT^A08"),
    segment("PID", {
      1: "1",
      3: `${at}^^^NORTH^MR`,
      5: `Roe^Jane^M`,
      7: "19500401",
      8: "F",
      11: "1 Elm St^^Springfield^IL^62701^USA^H",
      13: "^PRN^PH^^^^^^^^^217-555-0100",
      16: "M",
    }),
    segment("NK1", { 1: "1", 2: "Roe^Richard", 3: "SPO^Spouse^HL70063", 5: "^PRN^PH^^^^^^^^^217-555-0100" }),
    segment("PV1", {
      1: "1",
      2: "I",
      3: "4W^401^A^NORTH",
      7: `${at % 200}^Smith^Sam`,
      10: "CAR",
      19: `V-${at}^^^NORTH^VN`,
      44: "20260303221500",
    }),
  ].join("\r");
}

/** Updates, results and full admissions, of a different patient and visit each. All made up. */
function messages(): string {
  const kinds = [
    update,
    update,
    update,
    (at: number) => numbered(RESULTS, at),
    (at: number) => numbered(RESULTS, at),
    (at: number) => numbered(ADMIT, at),
  ];
  return Array.from({ length: MESSAGES }, (_, at) => (kinds[at % kinds.length] as (at: number) => string)(at)).join(
    "\r",
  );
}

const numbered = (text: string, at: number): string =>
  text
    .replaceAll("4711^", `${at}^`)
    .replaceAll("V-77^", `V-${at}^`)
    .replaceAll("V-78^", `V-${at}^`)
    .replaceAll("F-1^", `F-${at}^`);

/** Seconds of processor time, all threads of this process, as another program may have the core meanwhile. */
async function processorSeconds(run: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function* texts(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}

/** How many messages and claims a second one core turns into bundles as text, from the bytes of a file. */
export async function measureConversions(): Promise<readonly ServiceFigure[]> {
  const hl7 = messages();
  const claims = claimsText(
    Array.from({ length: CLAIMS }, (_, at) => ({ claim_id: `c-${at}`, member_id: `m-${at % 2000}` })),
  );
  const convertHl7 = async (): Promise<void> => {
    const by = settings();
    for await (const framed of messagesIn(pieces(hl7))) {
      if ("fault" in framed) throw framed.fault;
      JSON.stringify(convertMessage(readMessage(framed.text), by).bundle);
    }
  };
  const convertCsv = async (): Promise<void> => {
    for await (const row of convertClaims(texts(claims), settings())) {
      if ("faults" in row) throw new Error("a made-up claim was refused");
      JSON.stringify(row.conversion.bundle);
    }
  };
  await convertHl7();
  return [
    {
      what: "HL7 v2 to FHIR",
      value: MESSAGES / (await processorSeconds(convertHl7)),
      unit: "messages/s",
      atLeast: 2000,
    },
    { what: "claims to FHIR", value: CLAIMS / (await processorSeconds(convertCsv)), unit: "claims/s" },
  ];
}
