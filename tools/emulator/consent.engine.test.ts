import { expect } from "chai";
import { consentStore, disclosureLog, dynamodbClient } from "../../lambdas/consent/adapters";
import { CONSENT_KEYS, DISCLOSURE_KEYS, DISCLOSURES_BY_RECIPIENT } from "../../lambdas/consent/contract";
import { decide } from "../../lambdas/consent/decide";
import { erase, historyOf, record } from "../../lambdas/consent/record";
import { AT, grant, STAFF } from "../../lambdas/consent/testing/build";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { withEmulator, type Emulator } from "./emulator";

const REGION = "us-east-1";
const now = (): Date => new Date(AT);
const SUBJECT = "5c".repeat(32);

async function table(
  { call }: Emulator,
  TableName: string,
  { partition, sort }: { partition: string; sort: string },
  recipient?: string,
): Promise<void> {
  const key = (AttributeName: string, KeyType: string) => ({ AttributeName, KeyType });
  const names = [partition, sort, ...(recipient === undefined ? [] : [recipient])];
  const reply = await call(REGION, "dynamodb", "create_table", {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [key(partition, "HASH"), key(sort, "RANGE")],
    ...(recipient !== undefined && {
      GlobalSecondaryIndexes: [
        {
          IndexName: DISCLOSURES_BY_RECIPIENT,
          KeySchema: [key(recipient, "HASH"), key(sort, "RANGE")],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    }),
  });
  if (!("result" in reply)) throw new Error(JSON.stringify(reply));
}

const emulated = (
  work: (parts: {
    consents: ReturnType<typeof consentStore>;
    disclosures: ReturnType<typeof disclosureLog>;
  }) => Promise<void>,
): Promise<void> =>
  withEmulator((emulator) =>
    withEnvironment({ AWS_ENDPOINT_URL: emulator.endpoint }, async () => {
      await table(emulator, "consents", CONSENT_KEYS);
      await table(emulator, "disclosures", DISCLOSURE_KEYS, DISCLOSURE_KEYS.recipient);
      const client = dynamodbClient();
      await work({ consents: consentStore(client, "consents"), disclosures: disclosureLog(client, "disclosures") });
    }),
  );

describe("consents in an emulated DynamoDB", () => {
  it("lose no change of two writers who write at the same time", async () => {
    await emulated(async ({ consents }) => {
      const writer = async (name: string): Promise<string[]> => {
        const kinds: string[] = [];
        for (let index = 0; index < 10; index++) {
          const change = grant({ requestId: `grant-${name}-${index}` });
          kinds.push((await record(consents, SUBJECT, change, STAFF, now)).kind);
        }
        return kinds;
      };
      const kinds = (await Promise.all([writer("north"), writer("south")])).flat();
      expect(kinds).to.deep.equal(Array(20).fill("recorded"));
      const { events, state } = await historyOf(consents, SUBJECT);
      expect(events.map(({ version }) => version)).to.deep.equal(Array.from({ length: 20 }, (_, index) => index + 1));
      expect(new Set(state.permissions.map(({ id }) => id)).size).to.equal(20);
    });
  });

  it("withdraw once, count a change once, and are read as they are now", async () => {
    await emulated(async ({ consents }) => {
      const request = { purpose: "HRESCH", recipient: "north.lab", isSubject: false, classes: ["general"] } as const;
      const decided = async (): Promise<string> =>
        decide((await historyOf(consents, SUBJECT)).state, request, now()).outcome;
      expect(await decided()).to.equal("deny");
      await Promise.all([1, 2, 3].map(() => record(consents, SUBJECT, grant(), STAFF, now)));
      expect(await decided()).to.equal("permit");
      const ends = await Promise.all(
        ["withdraw-1", "withdraw-2"].map((requestId) =>
          record(consents, SUBJECT, { kind: "withdraw", requestId, target: "grant-0001" }, STAFF, now),
        ),
      );
      expect(ends.map(({ kind }) => kind).sort()).to.deep.equal(["recorded", "refused"]);
      expect(await decided()).to.equal("deny");
      expect((await historyOf(consents, SUBJECT)).events).to.have.length(2);
    });
  });

  it("are erased as far as the law lets them, disclosures too", async () => {
    await emulated(async ({ consents, disclosures }) => {
      const long = (): Date => new Date("2015-01-01T00:00:00.000Z");
      await record(consents, SUBJECT, grant(), STAFF, long);
      await record(consents, SUBJECT, { kind: "withdraw", requestId: "withdraw-1", target: "grant-0001" }, STAFF, long);
      const told = {
        recipient: "north.lab",
        purpose: "PUBHLTH" as const,
        what: "observation",
        records: 1,
        classes: ["general" as const],
        provisions: ["164.528(a)(1)"],
      };
      await disclosures.record(SUBJECT, { id: "request-old", at: "2015-01-01T00:00:00.000Z", ...told });
      await disclosures.record(SUBJECT, { id: "request-new", at: "2026-01-01T00:00:00.000Z", ...told });
      await disclosures.record(SUBJECT, { id: "request-new", at: "2026-01-01T00:00:00.000Z", ...told });
      const erased = await erase(
        consents,
        disclosures,
        SUBJECT,
        { kind: "erase", requestId: "erase-0001" },
        STAFF,
        now,
      );
      expect(erased).to.include({ kind: "erased", gone: 3 });
      expect((await historyOf(consents, SUBJECT)).events.map(({ version }) => version)).to.deep.equal([3]);
      expect((await disclosures.of(SUBJECT)).map(({ id }) => id)).to.deep.equal(["request-new"]);
    });
  });
});
