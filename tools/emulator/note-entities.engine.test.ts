import { expect } from "chai";
import { ENTITIES, ENTITY_FILES } from "../../lambdas/note-entities/contract";
import { answersTo, documentOf, keyOf, letOut, OUT, TEXT } from "../../lambdas/note-entities/testing/world";
import { withAws, withEnvironment } from "../../lambdas/testing/aws-server";
import { withEmulator, type Emulator } from "./emulator";
import { loadedHandler } from "./loaded";
import { contentsOf, makeBucket, putObject, taken } from "./objects";

const ANSWER_OF = {
  DetectEntitiesV2: "detectEntitiesV2",
  InferICD10CM: "inferIcd10Cm",
  InferRxNorm: "inferRxNorm",
} as const;

async function run(emulator: Emulator) {
  const { endpoint } = emulator;
  const call = taken(emulator);
  for (const bucket of ["input", ...Object.values(OUT)]) await makeBucket(call, bucket);
  const put = (name: string, metadata: Readonly<Record<string, string>>): Promise<string> =>
    putObject(endpoint, OUT.masked, keyOf(name), Buffer.from(TEXT), metadata);
  const whose = await put("whose", { [ENTITIES.subject]: "Patient/p-1" });
  const nobodys = await put("nobodys", {});
  const { result, sent } = await withAws(
    ({ headers, body }) => {
      const operation = headers["x-amz-target"]?.split(".").at(-1) as keyof typeof ANSWER_OF;
      const { Text } = JSON.parse(body) as { Text: string };
      return {
        headers: { "content-type": "application/x-amz-json-1.1" },
        body: JSON.stringify(answersTo(Text)[ANSWER_OF[operation]]),
      };
    },
    () =>
      withEnvironment(
        {
          AWS_ENDPOINT_URL_COMPREHENDMEDICAL: process.env["AWS_ENDPOINT_URL"] as string,
          AWS_ENDPOINT_URL: endpoint,
          ENVIRONMENT: "test",
          INPUT_BUCKET: "input",
          MASKED_BUCKET: OUT.masked,
          RELEASED_BUCKET: OUT.released,
        },
        async () => {
          const handler = loadedHandler("note-entities");
          const events = [letOut("whose", { version: whose }), letOut("nobodys", { version: nobodys })];
          const answers = [];
          for (const event of [...events, events[0]]) answers.push(await handler(event));
          return answers;
        },
      ),
  );
  return { answers: result, asked: sent.length, objects: await contentsOf(endpoint, call, "input") };
}

describe("P7: what is read in notes to FHIR over an emulated AWS", function () {
  this.timeout(300_000);

  it("is written once for the import, with its receipt, and a note of nobody's is refused unread", async () => {
    const { answers, asked, objects } = await withEmulator(run);
    expect(answers).to.deep.equal([
      { kind: "read", resources: 4, unmapped: 1 },
      { kind: "refused", reason: "no-subject" },
      { kind: "ignored", reason: "read-before" },
    ]);
    expect(asked).to.equal(3);
    const document = documentOf("whose");
    expect([...objects.keys()].sort()).to.deep.equal(
      [
        `${ENTITY_FILES.receipts}${document}.json`,
        `${ENTITY_FILES.resources}${document}.ndjson`,
        `${ENTITY_FILES.unmapped}${document}.ndjson`,
      ].sort(),
    );
    const lines = objects.get(`${ENTITY_FILES.resources}${document}.ndjson`)?.toString().trim().split("\n") ?? [];
    const types = lines.map((line) => (JSON.parse(line) as { resourceType: string }).resourceType);
    expect(types.sort()).to.deep.equal(["Condition", "MedicationStatement", "Provenance", "Provenance"]);
  });
});
