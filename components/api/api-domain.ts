import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../tags";
import { ENDPOINT_ACCESS_MODE, SECURITY_POLICY } from "./api-tls";
import type { RestApi } from "./rest-api";

export interface ApiDomainArgs {
  readonly tags: Tags;
  /** Full name such as fhir.example.org. */
  readonly domainName: string;
  /** Certificate of ACM for that name, in the API's region. */
  readonly certificateArn: string;
  /** Made with `hasDomain`. */
  readonly api: RestApi;
}

/** A name of one's own for an API, with the same TLS as the API itself. */
export class ApiDomain extends pulumi.ComponentResource {
  /** What a record of Route 53 points at, and its zone. */
  readonly target: pulumi.Output<{ readonly name: string; readonly zoneId: string }>;

  constructor(name: string, args: ApiDomainArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:api:ApiDomain", name, {}, opts);
    const child = { parent: this };
    const domain = new aws.apigateway.DomainName(
      `${name}-domain`,
      {
        domainName: args.domainName,
        regionalCertificateArn: args.certificateArn,
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: SECURITY_POLICY,
        endpointAccessMode: ENDPOINT_ACCESS_MODE,
        tags: args.tags,
      },
      child,
    );
    new aws.apigateway.BasePathMapping(
      `${name}-mapping`,
      { domainName: domain.domainName, restApi: args.api.apiId, stageName: args.api.stageName },
      child,
    );
    this.target = pulumi
      .all([domain.regionalDomainName, domain.regionalZoneId])
      .apply(([regionalName, zoneId]) => ({ name: regionalName, zoneId }));
    this.registerOutputs({ target: this.target });
  }
}
