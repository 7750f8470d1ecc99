import { expect } from "chai";
import { CONSENT_OPERATIONS } from "../../lambdas/consent-service/contract";
import { gatewayResponses } from "../api/gateway-responses";
import { operationIds, publicDocument, type ApiOperation } from "../api/open-api";
import { BEARER, fhirApiDocument, OPERATION_OUTCOME, SMART_PATH } from "./fhir-api-document";
import { smartConfiguration } from "./smart-configuration";
import { ALL_SCOPES, SCOPES, smartScopes } from "./smart-scopes";

describe("the FHIR API's document", () => {
  it("has read and search of nine types, by GET and by POST, the capability statement, where tokens come from, and consents", () => {
    const document = fhirApiDocument();
    expect(Object.keys(document.paths)).to.have.length(32);
    expect(document.paths).to.include.keys("/metadata", "/Patient", "/Patient/{id}", "/AllergyIntolerance/{id}");
    expect(new Set(operationIds(document)).size).to.equal(33);
    expect(operationIds(document)).to.include.members(Object.values(CONSENT_OPERATIONS));
    const written = Object.entries(document.paths).filter(([, operations]) => Object.keys(operations).join() !== "get");
    const others = written.map(([path]) => path).filter((path) => !path.endsWith("/_search"));
    expect([others, written.length]).to.deep.equal([["/consents/{patient}", "/agreements"], 11]);
  });

  it("is valid OpenAPI, as clients read it", async () => {
    const { Validator } = await import("@seriousme/openapi-schema-validator");
    const document = publicDocument(fhirApiDocument(), BEARER);
    expect(await new Validator().validate(structuredClone(document) as never)).to.deep.include({ valid: true });
    const spoilt = structuredClone(document) as { paths: Record<string, { get: object }> };
    spoilt.paths["/Patient"] = { get: {} };
    expect(await new Validator().validate(spoilt as never)).to.deep.include({ valid: false });
  });

  it("says where tokens come from without asking for one, as the stage's variables name it", () => {
    const operation = fhirApiDocument().paths[SMART_PATH]?.get as ApiOperation;
    expect(operation.fixed).to.include({
      token_endpoint: "$stageVariables.exchange",
      authorization_endpoint: "$stageVariables.signIn",
    });
    expect(smartConfiguration({ token: "https://x/token" })).to.not.have.property("authorization_endpoint");
    // In a template of API Gateway a number sign begins a comment or a command.
    expect(JSON.stringify(operation.fixed)).to.not.match(/#|\$(?!stageVariables\.(exchange|signIn)")/);
    const open = Object.entries(fhirApiDocument().paths).filter(([, of]) =>
      Object.values(of).some(({ fixed }) => fixed !== undefined),
    );
    expect(open.map(([path]) => path)).to.deep.equal([SMART_PATH]);
  });

  it("names every search parameter, as API Gateway takes names", () => {
    const names = fhirApiDocument().paths["/Observation"]?.get?.parameters?.map(({ name }) => name) ?? [];
    expect(names).to.include.members(["patient", "code", "value-quantity", "_lastUpdated", "_count", "_elements"]);
    for (const name of names) expect(name).to.match(/^[A-Za-z0-9._$-]+$/);
  });

  it("has an OperationOutcome for every error of the gateway", () => {
    for (const [type, response] of Object.entries(gatewayResponses(OPERATION_OUTCOME))) {
      const { responseTemplates, responseParameters } = response as Record<string, Record<string, string>>;
      const outcome = JSON.parse(responseTemplates?.["application/json"] as string);
      expect(outcome.resourceType, type).to.equal("OperationOutcome");
      expect(outcome.issue[0], type).to.include.keys("severity", "code", "diagnostics");
      expect(responseParameters?.["gatewayresponse.header.Content-Type"]).to.equal("'application/fhir+json'");
    }
  });
});

describe("SMART scopes", () => {
  it("are fewer than a resource server of a user pool takes", () => {
    expect(smartScopes().length).to.equal(20);
    expect(ALL_SCOPES).to.include.members(["system/Patient.read", "user/Observation.rs", "system/*.rs"]);
    expect(ALL_SCOPES).to.include.members(["patient/Consent.write", "user/Consent.override", "purpose/TREAT"]);
    expect(ALL_SCOPES).to.have.length(76);
    for (const { scopes } of SCOPES) expect(scopes.length).to.be.at.most(100);
  });
});
