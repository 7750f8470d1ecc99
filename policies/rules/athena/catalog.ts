import type { DataCatalogArgs } from "@pulumi/aws/athena";
import type { FunctionArgs } from "@pulumi/aws/lambda";
import { all, any, unknown, yes, type Answer } from "../../answer";
import { absent, given, is, matches, notTrue, present } from "../../predicates";
import { entriesOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { byArn } from "../dataflow/flow-names";
import { encryptedWithKms } from "../s3/bucket-settings";
import { bucketHolds, locationOf } from "./s3-location";

const DATA_CATALOG = "aws:athena/dataCatalog:DataCatalog";

const described = on<DataCatalogArgs>(DATA_CATALOG, "aws-native:athena:DataCatalog");
const dataCatalog = on<DataCatalogArgs>(DATA_CATALOG);
const lambdaFunction = on<FunctionArgs>("aws:lambda/function:Function");
const query = on<{ readonly description: string }>(
  "aws:athena/namedQuery:NamedQuery",
  "aws-native:athena:NamedQuery",
  "aws:athena/preparedStatement:PreparedStatement",
  "aws-native:athena:PreparedStatement",
);

export const athenaDataCatalogDescription = described.rule({
  id: "athena-data-catalog-description",
  title: "Athena data catalogs say what they reach",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateDataCatalog.html",
  says: "does not say which data it reaches",
  fix: 'Set description, e.g. "Claims in the warehouse of billing".',
  requires: (p) => matches(p.description, /\S/),
});

export const athenaPreparedStatementDescription = query.rule({
  id: "athena-prepared-statement-description",
  title: "Saved Athena queries say what they are for",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html",
  says: "does not say what the query is for",
  fix: 'Set description, e.g. "Claims that were paid twice".',
  requires: (p) => matches(p.description, /\S/),
});

/** What a LAMBDA catalog calls its functions: one for both jobs, or one for each. */
const FUNCTION_KEYS = ["function", "metadata-function", "record-function"];

/** The functions of the catalog that this program makes, and which of its entries may mean others of it. */
function connectors(p: Reading<DataCatalogArgs>, stack: StackView): { found: Reading<FunctionArgs>[]; open: Answer[] } {
  const entries = entriesOf(p.parameters);
  const named = entries === UNKNOWN ? [] : entries.filter(([key]) => FUNCTION_KEYS.includes(key)).map(([, arn]) => arn);
  const isUnknown = entries === UNKNOWN || named.some((arn) => valueOf(arn) === UNKNOWN);
  const referred = isUnknown ? stack.named(p.parameters, lambdaFunction).certain : [];
  const known = named.flatMap((arn) => byArn(stack.index, String(valueOf(arn))));
  const found = [...referred, ...known.flatMap(({ urn }) => stack.at<FunctionArgs>(urn) ?? [])];
  return { found, open: isUnknown && referred.length === 0 ? [unknown(pathOf(p.parameters))] : [] };
}

export const athenaFederatedConnectorControls = dataCatalog.relation({
  id: "athena-federated-connector-controls",
  title: "Connectors of federated queries run in a VPC and spill to an encrypted bucket",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(1)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/athena/latest/ug/connect-to-a-data-source-lambda.html",
  says: "queries by way of a function outside of a VPC, or one whose spilled rows lie unencrypted",
  fix: "Give the function vpcConfig and environment.variables.spill_bucket, encrypt that bucket with aws:kms, and leave disable_spill_encryption out.",
  why: "What does not fit into a function's answer is written to the spill bucket, as rows of the source.",
  appliesWhen: (p, stack) => {
    const { found, open } = connectors(p, stack);
    return all(is(p.type, "LAMBDA"), found.length > 0 ? yes : any(absent(p.parameters), ...open));
  },
  otherwise: "Only LAMBDA catalogs query by way of a function; one that is made elsewhere is judged there.",
  requires: (p, stack) => {
    const { found, open } = connectors(p, stack);
    return all(present(p.parameters), ...found.map((connector) => guarded(connector, stack)), ...open);
  },
});

function guarded(connector: Reading<FunctionArgs>, stack: StackView): Answer {
  const variables = connector.environment.variables as unknown as Reading<Record<string, string>>;
  const spillBucket = variables["spill_bucket"] as Reading<string>;
  return all(
    given(connector.vpcConfig.subnetIds),
    present(spillBucket),
    notTrue(variables["disable_spill_encryption"] as Reading<string>),
    bucketHolds(locationOf(spillBucket, stack), (held) => encryptedWithKms(held, stack)),
  );
}
