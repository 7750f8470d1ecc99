import type { Statement } from "../access/policy-document";
import { tableStatements } from "../database/table-access";
import type { Place } from "../site";
import { CONSENT_TABLE, DISCLOSURE_TABLE } from "./consent-names";

/** Reads consents, and writes down what it discloses: for a function that answers. */
export const consentCheckStatements = (place: Place): Statement[] => [
  ...tableStatements(place, { sid: "ReadConsents", role: CONSENT_TABLE }, ["dynamodb:Query"]),
  ...tableStatements(place, { sid: "WriteDisclosures", role: DISCLOSURE_TABLE }, ["dynamodb:PutItem"]),
];

/** Appends events, and takes away what an erasure may; nothing changes an item. */
export const consentServiceStatements = (place: Place): Statement[] => [
  ...tableStatements(place, { sid: "KeepConsents", role: CONSENT_TABLE }, [
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
  ]),
  ...tableStatements(place, { sid: "AccountForDisclosures", role: DISCLOSURE_TABLE }, [
    "dynamodb:DeleteItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
  ]),
];
