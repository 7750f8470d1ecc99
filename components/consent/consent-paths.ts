import { CONSENT_OPERATIONS } from "../../lambdas/consent-service/contract";
import type { ApiDocument, ApiOperation, ApiParameter } from "../api/open-api";

const PATIENT: ApiParameter = {
  name: "patient",
  in: "path",
  required: true,
  description: "FHIR id of the patient",
  schema: { type: "string", pattern: "^[A-Za-z0-9.-]{1,64}$" },
};

const query = (name: string, description: string): ApiParameter => ({
  name,
  in: "query",
  required: false,
  description,
  schema: { type: "string" },
});

const operation = (operationId: string, summary: string, parameters: readonly ApiParameter[]): ApiOperation => ({
  operationId,
  summary,
  parameters,
  responses: { "200": { description: "What was asked for" }, default: { description: "An OperationOutcome" } },
});

/**
 * Consents of a patient and agreements on documents, as paths of an API. Bodies have several shapes, among them a FHIR Consent: the function
 * reads them, and says which field is wrong.
 */
export const consentPaths: ApiDocument["paths"] = {
  "/consents/{patient}": {
    get: operation(CONSENT_OPERATIONS.view, "Shows consents, as they stand and as they came", [
      PATIENT,
      query("as", "view, or fhir for a Bundle of Consents"),
    ]),
    post: operation(CONSENT_OPERATIONS.change, "Grants, restricts, withdraws, breaks the glass, or erases", [PATIENT]),
  },
  "/consents/{patient}/accounting": {
    get: operation(CONSENT_OPERATIONS.accounting, "Accounts for disclosures of six years", [
      PATIENT,
      query("from", "Time in UTC"),
      query("to", "Time in UTC, not included"),
    ]),
  },
  "/agreements": {
    get: operation(CONSENT_OPERATIONS.viewAgreements, "Shows agreements on documents", []),
    post: operation(CONSENT_OPERATIONS.changeAgreements, "Records or ends an agreement on documents", []),
  },
};
