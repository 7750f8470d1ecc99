import { expect } from "chai";
import { gatewayResponses, PROBLEM_DETAILS } from "./gateway-responses";
import { gatewayDocument, operationIds, publicDocument, type ApiDocument, type Gateway } from "./open-api";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const document: ApiDocument = {
  title: "Notes",
  version: "1",
  description: "Takes notes.",
  paths: {
    "/notes": {
      post: {
        operationId: "add",
        summary: "Adds a note.",
        bodySchema: "Note",
        responses: { "202": { description: "Taken." } },
      },
    },
    "/notes/{id}": {
      get: { operationId: "read", summary: "Reads a note.", responses: { "200": { description: "The note." } } },
    },
  },
  schemas: { Note: { type: "object" } },
};
const gateway: Gateway = {
  functionArn: (id) => `arn:aws:lambda:us-east-1:123456789012:function:${id}:live`,
  timeoutMs: 5000,
  authorization: { kind: "token", functionArn: "arn:authorizer", cacheSeconds: 300 },
  asksForKeys: true,
  errors: PROBLEM_DETAILS,
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any
const made = (changes: Partial<Gateway> = {}): any => gatewayDocument(place, document, { ...gateway, ...changes });

describe("gatewayDocument", () => {
  it("integrates each operation with the alias of its function", () => {
    expect(made().paths["/notes/{id}"].get["x-amazon-apigateway-integration"]).to.deep.equal({
      type: "aws_proxy",
      httpMethod: "POST",
      uri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:read:live/invocations",
      timeoutInMillis: 5000,
    });
    expect(operationIds(document)).to.deep.equal(["add", "read"]);
  });

  it("validates bodies and parameters everywhere", () => {
    const { paths, ...rest } = made();
    expect(paths["/notes"].post.requestBody).to.deep.equal({
      required: true,
      content: { "application/json": { schema: { $ref: "#/components/schemas/Note" } } },
    });
    expect(rest["x-amazon-apigateway-request-validator"]).to.equal("all");
    expect(rest["x-amazon-apigateway-request-validators"].all).to.deep.equal({
      validateRequestBody: true,
      validateRequestParameters: true,
    });
  });

  const rows: [string, Partial<Gateway>, string[], string][] = [
    ["a token and a key", {}, ["caller", "apiKey"], "custom"],
    ["a token alone", { asksForKeys: false }, ["caller"], "custom"],
    ["a signature under IAM", { authorization: { kind: "iam" }, asksForKeys: false }, ["caller"], "awsSigv4"],
  ];
  for (const [name, changes, schemes, kind] of rows) {
    it(`asks for ${name} at every operation`, () => {
      const { paths, components } = made(changes);
      for (const { security } of [paths["/notes"].post, paths["/notes/{id}"].get])
        expect(security.map(Object.keys)).to.deep.equal([schemes]);
      expect(Object.keys(components.securitySchemes)).to.deep.equal(schemes);
      expect(components.securitySchemes.caller["x-amazon-apigateway-authtype"]).to.equal(kind);
    });
  }

  it("answers with a fixed text by itself, asks nobody for a token there, and runs no function", () => {
    const fixed = { token_endpoint: "$stageVariables.exchange" };
    const operation = { operationId: "about", summary: "About", responses: {}, fixed };
    const of = { ...document, paths: { ...document.paths, "/about": { get: operation } } };
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const { get } = (gatewayDocument(place, of, gateway) as any).paths["/about"];
    const { type, responses } = get["x-amazon-apigateway-integration"];
    expect([get.security, type]).to.deep.equal([[], "mock"]);
    expect(JSON.parse(responses.default.responseTemplates["application/json"])).to.deep.equal(fixed);
    expect(responses.default.responseParameters["method.response.header.Cache-Control"]).to.equal("'no-store'");
    // API Gateway refuses headers that the method does not have.
    for (const name of Object.keys(responses.default.responseParameters))
      expect(get.responses["200"].headers).to.have.property(name.replace("method.response.header.", ""));
    expect(operationIds(of)).to.deep.equal(["add", "read"]);
  });

  it("shows clients a form's fields, and the gateway none", () => {
    const parameter = { name: "code", in: "query", required: false, schema: { type: "string" } } as const;
    const operation = { operationId: "find", summary: "Find", responses: {}, formFields: [parameter] };
    const of = { ...document, paths: { "/find": { post: operation } } };
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const [there, here] = [publicDocument(of, {}), gatewayDocument(place, of, gateway)] as any[];
    expect(there.paths["/find"].post.requestBody.content["application/x-www-form-urlencoded"].schema).to.deep.equal({
      type: "object",
      properties: { code: { type: "string" } },
    });
    expect(here.paths["/find"].post).to.not.have.property("requestBody");
  });

  it("keeps the authorizer's decision for as long as it is told", () => {
    const { "x-amazon-apigateway-authorizer": authorizer } = made().components.securitySchemes.caller;
    expect(authorizer).to.deep.include({ type: "request", authorizerResultTtlInSeconds: 300 });
    expect(authorizer.authorizerUri).to.contain("functions/arn:authorizer/invocations");
  });
});

describe("gatewayResponses", () => {
  it("has every type of answer in the API's format, none of which says what was asked", () => {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const responses = Object.entries(gatewayResponses(PROBLEM_DETAILS)) as [string, any][];
    expect(responses).to.have.length(21);
    for (const [type, { responseParameters, responseTemplates }] of responses) {
      const text = responseTemplates["application/json"] as string;
      expect(JSON.parse(text), type).to.include.keys("status", "code", "title");
      expect(text, type).to.not.match(/\$(input|request|context\.(path|error\.message))/);
      expect(responseParameters["gatewayresponse.header.Content-Type"]).to.equal("'application/problem+json'");
      expect(responseParameters["gatewayresponse.header.Cache-Control"]).to.equal("'no-store'");
    }
  });

  it("says when to come again to who asked too much, and to nobody else", () => {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const responses = Object.entries(gatewayResponses(PROBLEM_DETAILS)) as [string, any][];
    const after = responses.map(([type, of]) => [type, of.responseParameters["gatewayresponse.header.Retry-After"]]);
    expect(after.filter(([, seconds]) => seconds !== undefined)).to.have.deep.members([
      ["QUOTA_EXCEEDED", "'3600'"],
      ["THROTTLED", "'1'"],
    ]);
  });

  it("leaves the defaults the status of each error, and gives the others their own", () => {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const responses = gatewayResponses(PROBLEM_DETAILS) as any;
    expect(responses.DEFAULT_4XX).to.not.have.property("statusCode");
    expect([responses.UNAUTHORIZED.statusCode, responses.THROTTLED.statusCode]).to.deep.equal(["401", "429"]);
    expect(responses.BAD_REQUEST_BODY.responseTemplates["application/json"]).to.contain(
      "$context.error.validationErrorString",
    );
  });
});
