import { expect } from "chai";
import { CONSENT_OPERATIONS } from "../../lambdas/consent-service/contract";
import { gatewayResponses } from "../api/gateway-responses";
import { operationIds, publicDocument } from "../api/open-api";
import { BEARER, fhirApiDocument, OPERATION_OUTCOME } from "./fhir-api-document";
import { ALL_SCOPES, SCOPES, smartScopes } from "./smart-scopes";

describe("the FHIR API's document", () => {
  it("has read and search of nine types, the capability statement, and consents", () => {
    const document = fhirApiDocument();
    expect(Object.keys(document.paths)).to.have.length(22);
    expect(document.paths).to.include.keys("/metadata", "/Patient", "/Patient/{id}", "/AllergyIntolerance/{id}");
    expect(new Set(operationIds(document)).size).to.equal(24);
    expect(operationIds(document)).to.include.members(Object.values(CONSENT_OPERATIONS));
    const written = Object.entries(document.paths).filter(([, operations]) => Object.keys(operations).join() !== "get");
    expect(written.map(([path]) => path)).to.deep.equal(["/consents/{patient}", "/agreements"]);
  });

  it("is valid OpenAPI, as clients read it", async () => {
    const { Validator } = await import("@seriousme/openapi-schema-validator");
    const document = publicDocument(fhirApiDocument(), BEARER);
    expect(await new Validator().validate(structuredClone(document) as never)).to.deep.include({ valid: true });
    const spoilt = structuredClone(document) as { paths: Record<string, { get: object }> };
    spoilt.paths["/Patient"] = { get: {} };
    expect(await new Validator().validate(spoilt as never)).to.deep.include({ valid: false });
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
    expect(ALL_SCOPES).to.have.length(56);
    for (const { scopes } of SCOPES) expect(scopes.length).to.be.at.most(100);
  });
});
