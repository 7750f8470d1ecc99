import { createServer, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import type { AddressInfo } from "node:net";

interface TestShard {
  readonly parents: readonly string[];
  readonly records: { readonly sequence: string; readonly data: string }[];
  closed: boolean;
}

/** A stream in memory behind the wire format of Kinesis (JSON over HTTP/2, as the SDK speaks it), and a secret beside it. */
export interface TestStream {
  readonly endpoint: string;
  addShard(shard: string, parents?: readonly string[]): void;
  /** Adds a record and gives its sequence number. */
  put(shard: string, data: string | Uint8Array): string;
  /** No further records: its reader comes to an end. */
  close(shard: string): void;
  /** Next requests answer with this error. */
  fail(name: string, times: number): void;
  /** Iterators that were given out are too old from now on. */
  expireIterators(): void;
  readonly requests: string[];
  stop(): Promise<void>;
}

/** @param mostRecords that one answer holds; few, so that a reader has to ask again. */
export async function startStream(mostRecords = 50): Promise<TestStream> {
  const shards = new Map<string, TestShard>();
  const requests: string[] = [];
  const failing: string[] = [];
  let [next, generation] = [0, 0];

  const answer = (action: string, input: Record<string, unknown>): object => {
    switch (action) {
      case "ListShards":
        return {
          Shards: [...shards].map(([ShardId, { parents }]) => ({
            ShardId,
            ParentShardId: parents[0],
            AdjacentParentShardId: parents[1],
            HashKeyRange: { StartingHashKey: "0", EndingHashKey: "1" },
            SequenceNumberRange: { StartingSequenceNumber: "0" },
          })),
        };
      case "GetShardIterator": {
        const { records } = shards.get(String(input["ShardId"])) as TestShard;
        const after = input["StartingSequenceNumber"];
        const at = after === undefined ? 0 : records.findIndex(({ sequence }) => sequence === after) + 1;
        return { ShardIterator: `${generation} ${String(input["ShardId"])} ${at}` };
      }
      case "GetRecords": {
        const [made, id = "", at = "0"] = String(input["ShardIterator"]).split(" ");
        if (Number(made) !== generation) throw new Error("ExpiredIteratorException");
        const shard = shards.get(id) as TestShard;
        const from = Number(at);
        const found = shard.records.slice(from, from + Math.min(mostRecords, Number(input["Limit"] ?? mostRecords)));
        const to = from + found.length;
        const ended = shard.closed && to === shard.records.length;
        return {
          Records: found.map(({ sequence, data }) => ({
            SequenceNumber: sequence,
            PartitionKey: "p",
            Data: data,
            ApproximateArrivalTimestamp: 1_772_323_200,
          })),
          MillisBehindLatest: to < shard.records.length ? 1000 : 0,
          ...(!ended && { NextShardIterator: `${generation} ${id} ${to}` }),
        };
      }
      default:
        throw new Error("UnknownOperationException");
    }
  };

  const serve = (request: Http2ServerRequest, response: Http2ServerResponse): void => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const action = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
      requests.push(action);
      const send = (status: number, body: object): void => {
        response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
        response.end(JSON.stringify(body));
      };
      const failure = action === "GetRecords" ? failing.shift() : undefined;
      try {
        if (failure !== undefined) throw new Error(failure);
        send(200, answer(action, JSON.parse(Buffer.concat(parts).toString("utf8")) as Record<string, unknown>));
      } catch (error) {
        send(400, { __type: (error as Error).message, message: "made up" });
      }
    });
  };
  const server = createServer(serve);
  const sessions = new Set<{ destroy(): void }>();
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    addShard: (shard, parents = []) => void shards.set(shard, { parents, records: [], closed: false }),
    put: (shard, data) => {
      next += 1;
      const sequence = `49${String(next).padStart(54, "0")}`;
      shards.get(shard)?.records.push({ sequence, data: Buffer.from(data).toString("base64") });
      return sequence;
    },
    close: (shard) => {
      const known = shards.get(shard);
      if (known !== undefined) known.closed = true;
    },
    fail: (name, times) => void failing.push(...new Array<string>(times).fill(name)),
    expireIterators: () => void (generation += 1),
    requests,
    stop: async () => {
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
