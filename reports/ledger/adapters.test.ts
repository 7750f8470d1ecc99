import { expect } from "chai";
import { S3Client } from "@aws-sdk/client-s3";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

import { s3Store } from "./adapters";
import { MissingObject, readWhole, type LedgerStore } from "./store";

interface Answer {
  readonly status?: number;
  readonly body?: string;
}

const NOW = new Date("2026-11-22T00:00:00.000Z");

/** A store that speaks to a server on the loopback address in place of S3. */
async function withS3<T>(
  answer: (request: IncomingMessage, number: number) => Answer,
  work: (store: LedgerStore) => Promise<T>,
): Promise<{ result: T; asked: readonly IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      const { status = 200, body = "" } = answer(request, asked.push(request));
      response.writeHead(status, { "content-type": "application/xml" }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const s3 = new S3Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  try {
    return { result: await work(s3Store(s3, "ledger", { days: 2557, clock: () => NOW })), asked };
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const refusal = (status: number, code: string): Answer => ({
  status,
  body: `<Error><Code>${code}</Code><Message>no</Message></Error>`,
});
const create = (store: LedgerStore): Promise<string> =>
  store.create("heads/000000000001.json", Buffer.from("{}")).catch((error: Error) => error.name);

describe("a ledger in S3", () => {
  it("writes where nothing is, with a checksum, locked in compliance mode for seven years", async () => {
    const { result, asked } = await withS3(() => ({}), create);
    expect(result).to.equal("created");
    expect(asked[0]?.url).to.match(/^\/ledger\/heads\/000000000001\.json/);
    expect(asked[0]?.headers).to.include({
      "if-none-match": "*",
      "x-amz-object-lock-mode": "COMPLIANCE",
      "x-amz-object-lock-retain-until-date": "2033-11-22T00:00:00Z",
      "content-type": "application/json",
    });
    expect(asked[0]?.headers).to.have.any.keys("x-amz-checksum-sha256", "x-amz-trailer");
  });

  const answers: [string, (number: number) => Answer, string, number][] = [
    ["leaves alone what is there", () => refusal(412, "PreconditionFailed"), "exists", 1],
    [
      "tries again where two writes met",
      (number) => (number < 3 ? refusal(409, "ConditionalRequestConflict") : {}),
      "created",
      3,
    ],
    [
      "gives up where writes meet again and again",
      () => refusal(409, "ConditionalRequestConflict"),
      "ConditionalRequestConflict",
      4,
    ],
    ["lets another refusal through", () => refusal(403, "AccessDenied"), "AccessDenied", 1],
  ];
  for (const [name, answer, wanted, times] of answers) {
    it(name, async () => {
      const { result, asked } = await withS3((_, number) => answer(number), create);
      expect([result, asked.length]).to.deep.equal([wanted, times]);
    });
  }

  it("lists all pages", async () => {
    const page = (key: string, next: string): string =>
      `<ListBucketResult><IsTruncated>${next !== ""}</IsTruncated>${next}<Contents><Key>${key}</Key><Size>7</Size><LastModified>2026-11-21T00:00:00.000Z</LastModified></Contents></ListBucketResult>`;
    const { result } = await withS3(
      ({ url = "" }) => ({
        body: url.includes("continuation-token")
          ? page("p/2", "")
          : page("p/1", "<NextContinuationToken>t</NextContinuationToken>"),
      }),
      async (store) => {
        const objects: object[] = [];
        for await (const object of store.list("p/")) objects.push(object);
        return objects;
      },
    );
    const modified = new Date("2026-11-21T00:00:00.000Z");
    expect(result).to.deep.equal([
      { key: "p/1", bytes: 7, modified },
      { key: "p/2", bytes: 7, modified },
    ]);
  });

  it("reads an object, and says where there is none", async () => {
    const { result } = await withS3(
      ({ url = "" }) => (url.includes("none") ? refusal(404, "NoSuchKey") : { body: "text" }),
      async (store) => [
        (await readWhole(store, "a")).toString(),
        await readWhole(store, "none").catch((error: Error) => error instanceof MissingObject),
      ],
    );
    expect(result).to.deep.equal(["text", true]);
  });
});
