import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { SignatureV4 } from "@smithy/signature-v4";
import { mayDo } from "../../components/testing/access";
import { only } from "../../components/testing/plan";
import { Sha256 } from "../../lambdas/fhir-read/adapters";
import type { Answer } from "../../lambdas/image-read/handler";
import { statementsOf, type Imaging, type TenantId } from "./imaging";
import { REGION } from "./objects";

/** Credentials of somebody who has taken a role. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Who it is: `arn:aws:sts::123456789012:assumed-role/<role>/<session>`. */
  readonly arn: string;
}

/** Takes the role of an organisation, as its own people do. */
export async function sessionOf({ call }: Pick<Imaging, "call">, tenant: TenantId): Promise<Session> {
  const role = `phiguard-dev-image-tenant-${tenant}`;
  const { Credentials, AssumedRoleUser } = (await call("sts", "assume_role", {
    RoleArn: `arn:aws:iam::123456789012:role/${role}`,
    RoleSessionName: "viewer",
  })) as {
    Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
    AssumedRoleUser: { Arn: string };
  };
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
    arn: AssumedRoleUser.Arn,
  };
}

/** Makes a request that is signed as a session's. */
export async function signed(
  session: Session,
  service: string,
  method: string,
  address: string,
  { headers = {}, body }: { headers?: Readonly<Record<string, string>>; body?: Uint8Array } = {},
): Promise<Response> {
  const url = new URL(address);
  const { headers: all } = await signerOf(session, service).sign({
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { host: url.host, ...headers },
    ...(body !== undefined && { body }),
  });
  const { host: _, ...sent } = all;
  return fetch(url, { method, headers: sent, ...(body !== undefined && { body: Buffer.from(body) }) });
}

const signerOf = (credentials: Session, service: string): SignatureV4 =>
  new SignatureV4({ service, region: REGION, credentials, sha256: Sha256, uriEscapePath: service !== "s3" });

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Runs `work` with the API of images on the loopback address, as API Gateway runs what the plan has of it: signatures and the callers' policies are
 * held against each request before the function sees it, and paths are those of the planned document.
 * @param sessions who may sign at all.
 */
export async function withGateway<T>(
  { planned, handler }: Pick<Imaging, "planned" | "handler">,
  sessions: readonly Session[],
  work: (url: string) => Promise<T>,
): Promise<T> {
  const { inputs } = only(planned, "aws:apigateway/restApi:RestApi");
  const { paths } = JSON.parse(inputs.body as string) as {
    paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  };
  const read = (await handler("image-read")) as (event: unknown) => Promise<Answer>;

  const answer = async (asked: Asked): Promise<Answer> => {
    const route = routeOf(paths, asked);
    const session = await signerOfRequest(asked, sessions);
    if (route === undefined || session === "unsigned") return refused("Missing Authentication Token");
    if (session === undefined) return refused("The request signature does not match.");
    const role = /:assumed-role\/([^/]+)\//.exec(session.arn)?.[1] ?? "";
    const resource = `arn:aws:execute-api:${REGION}:123456789012:imaging-viewing-api-api-id/dev/${asked.method}${asked.path.replace(/^\/dev/, "")}`;
    if (!mayDo(statementsOf(planned, role), { action: "execute-api:Invoke", resource }))
      return refused("User is not authorized");
    return read({
      ...route,
      path: asked.path,
      httpMethod: asked.method,
      headers: asked.headers,
      requestContext: { identity: { userArn: session.arn } },
    });
  };

  const server = createServer((request, response) => {
    void answer(askedBy(request)).then(({ statusCode, headers, body, isBase64Encoded }) =>
      response.writeHead(statusCode, { ...headers }).end(Buffer.from(body, isBase64Encoded ? "base64" : "utf8")),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/dev`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const refused = (message: string): Answer => ({
  statusCode: 403,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ message }),
  isBase64Encoded: false,
});

const askedBy = ({ method = "", url = "", headers }: IncomingMessage): Asked => ({
  method,
  path: new URL(url, "http://api").pathname,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
});

/** The path of the document that a request goes to, with its parameters. */
function routeOf(
  paths: Readonly<Record<string, Readonly<Record<string, object>>>>,
  { method, path }: Asked,
): { resource: string; pathParameters: Record<string, string> } | undefined {
  for (const [resource, operations] of Object.entries(paths)) {
    if (operations[method.toLowerCase()] === undefined) continue;
    const pattern = resource.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    const found = new RegExp(`^/dev${pattern}$`).exec(path);
    if (found !== null) return { resource, pathParameters: { ...found.groups } };
  }
  return undefined;
}

/** Whose signature it is: signs what was signed once more, and compares. Undefined where nobody's fits. */
async function signerOfRequest(
  { method, path, headers }: Asked,
  sessions: readonly Session[],
): Promise<Session | "unsigned" | undefined> {
  const [, key, names = ""] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/.*SignedHeaders=([^,]+),/.exec(headers["authorization"] ?? "") ?? [];
  if (key === undefined) return "unsigned";
  const session = sessions.find(
    ({ accessKeyId, sessionToken }) => accessKeyId === key && sessionToken === headers["x-amz-security-token"],
  );
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(headers["x-amz-date"] ?? "") ?? [];
  if (session === undefined || year === undefined) return undefined;
  const again = await signerOf(session, "execute-api").sign(
    {
      method,
      protocol: "http:",
      hostname: headers["host"] ?? "",
      path,
      headers: Object.fromEntries(names.split(";").map((name) => [name, headers[name] ?? ""])),
    },
    { signingDate: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) },
  );
  return again.headers["authorization"] === headers["authorization"] ? session : undefined;
}
