import { expect } from "chai";
import { withAws, type Answer } from "../testing/aws-server";
import { apiGatewayClient, gatewayKeys } from "./adapters";
import type { ApiKeys } from "./ports";

const keys = (): ApiKeys => gatewayKeys(apiGatewayClient(), { team: "t" });
const json = (body: object, status = 200): Answer => ({ status, body: JSON.stringify(body) });
const fault = (type: string, status: number): Answer => ({
  status,
  headers: { "x-amzn-errortype": type },
  body: '{"message":"m"}',
});

describe("gatewayKeys", () => {
  it("makes a key that works at once, with the tags by which it can be removed again", async () => {
    const { result, sent } = await withAws(
      () => json({ id: "k1" }, 201),
      () => keys().create("north-1", "v".repeat(20)),
    );
    expect(result).to.equal("k1");
    expect(sent[0]).to.include({ method: "POST", path: "/apikeys" });
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({
      name: "north-1",
      value: "v".repeat(20),
      enabled: true,
      tags: { team: "t" },
    });
  });

  it("finds keys by how their names begin, over all pages", async () => {
    const { result, sent } = await withAws(
      ({ query }) =>
        query["position"] === undefined
          ? json({ item: [{ id: "a", name: "north-1" }], position: "p" })
          : json({
              item: [
                { id: "b", name: "north-2" },
                { id: "c", name: "a-north-3" },
              ],
            }),
      () => keys().list("north-"),
    );
    expect(result.map(({ id }) => id)).to.deep.equal(["a", "b"]);
    expect(sent[0]?.query).to.include({ name: "north-" });
  });

  it("takes a key that is in the plan already, or gone already, as done", async () => {
    await withAws(
      () => fault("ConflictException", 409),
      () => keys().addToPlan("k1", "p1"),
    );
    await withAws(
      () => fault("NotFoundException", 404),
      () => keys().remove("k1"),
    );
    const { result } = await withAws(
      () => fault("NotFoundException", 404),
      () => keys().isInPlan("k1", "p1"),
    );
    expect(result).to.equal(false);
  });

  it("does not take another error as done", async () => {
    let name = "";
    await withAws(
      () => fault("UnauthorizedException", 401),
      () =>
        keys()
          .remove("k1")
          .catch((error: Error) => void (name = error.name)),
    );
    expect(name).to.equal("UnauthorizedException");
  });
});
