import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK, type KeyLike } from "jose";
import { dynamodbClient, suspensions } from "../access-state/adapters";
import { withAws } from "../testing/aws-server";
import { issuerTokens } from "./adapters";
import type { Accepts } from "./contract";

interface Issuer {
  readonly url: string;
  readonly sign: (
    claims: object,
    more?: { readonly key?: KeyLike; readonly expires?: string; readonly issued?: string },
  ) => Promise<string>;
}

/** An issuer on the loopback address, with a discovery document and one key. */
async function withIssuer<T>(work: (issuer: Issuer) => Promise<T>, named?: string): Promise<T> {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid: "k1", alg: "ES256", use: "sig" };
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const body = request.url?.endsWith("openid-configuration")
      ? { issuer: named ?? url, jwks_uri: `${url}/keys` }
      : { keys: [jwk] };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    return await work({
      url,
      sign: (claims, { key = privateKey, expires = "5m", issued = "0s" } = {}) =>
        new SignJWT({ sub: "s", iss: url, aud: "api", ...claims })
          .setProtectedHeader({ alg: "ES256", kid: "k1" })
          .setIssuedAt(issued)
          .setExpirationTime(expires)
          .sign(key),
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const OIDC: Accepts = { kind: "oidc", audience: "api" };

describe("issuerTokens", () => {
  it("takes a token that the issuer signed", async () => {
    const payload = await withIssuer(async ({ url, sign }) =>
      issuerTokens(url, OIDC).verify(await sign({ scope: "system/Patient.r" })),
    );
    expect(payload).to.include({ sub: "s", scope: "system/Patient.r" });
  });

  it("asks for no audience of Cognito's tokens, which have none", async () => {
    const payload = await withIssuer(async ({ url, sign }) =>
      issuerTokens(url, { kind: "cognito" }).verify(await sign({ aud: undefined })),
    );
    expect(payload).to.include({ sub: "s" });
  });

  const refused: [string, (issuer: Issuer) => Promise<string>][] = [
    ["of another audience", ({ sign }) => sign({ aud: "other" })],
    ["of another issuer", ({ sign }) => sign({ iss: "https://other" })],
    ["that has ended", ({ sign }) => sign({}, { expires: "-1m" })],
    ["from the future", ({ sign }) => sign({}, { issued: "1m" })],
    ["that does not hold yet", ({ sign }) => sign({ nbf: Math.floor(Date.now() / 1000) + 60 })],
    ["that is older than a day", ({ sign }) => sign({}, { issued: "-25h" })],
    [
      "without a signature",
      async ({ url }) =>
        new UnsecuredJWT({ sub: "s", iss: url, aud: "api" }).setIssuedAt().setExpirationTime("5m").encode(),
    ],
    ["that another key signed", async ({ sign }) => sign({}, { key: (await generateKeyPair("ES256")).privateKey })],
    [
      "that is signed with a shared key",
      async ({ url }) =>
        new SignJWT({ sub: "s", iss: url, aud: "api" })
          .setProtectedHeader({ alg: "HS256" })
          .setIssuedAt()
          .setExpirationTime("5m")
          .sign(new Uint8Array(32)),
    ],
    ["that is none", async () => "a.b.c"],
  ];
  for (const [name, token] of refused) {
    it(`refuses a token ${name}`, async () => {
      const payload = await withIssuer(async (issuer) => issuerTokens(issuer.url, OIDC).verify(await token(issuer)));
      expect(payload).to.equal(undefined);
    });
  }

  it("fails, and does not refuse, where the discovery document is another issuer's", async () => {
    const error = await withIssuer(
      async ({ url, sign }) =>
        issuerTokens(url, OIDC)
          .verify(await sign({}))
          .catch((caught: Error) => caught),
      "https://other",
    );
    expect(error).to.be.instanceOf(Error);
  });
});

describe("suspensions", () => {
  it("reads a caller's suspension as it is now", async () => {
    const { result, sent } = await withAws(
      () => ({ body: JSON.stringify({ Item: { until: { S: "2026-11-23T00:00:00.000Z" } } }) }),
      () => suspensions(dynamodbClient(), "access").suspendedUntil("0c"),
    );
    expect(result).to.equal("2026-11-23T00:00:00.000Z");
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.include({
      TableName: "access",
      Key: { caller: { S: "0c" }, item: { S: "suspension" } },
      ConsistentRead: true,
    });
  });

  it("finds none where there is none", async () => {
    const { result } = await withAws(
      () => ({ body: "{}" }),
      () => suspensions(dynamodbClient(), "access").suspendedUntil("0c"),
    );
    expect(result).to.equal(undefined);
  });
});
