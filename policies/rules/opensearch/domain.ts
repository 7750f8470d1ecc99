import type { DomainArgs as ElasticsearchArgs } from "@pulumi/aws/elasticsearch";
import type { DomainArgs as OpenSearchArgs } from "@pulumi/aws/opensearch";
import type { Reading } from "../../reading";
import { on } from "../../rule";

export const OPENSEARCH = "aws:opensearch/domain:Domain";
export const ELASTICSEARCH = "aws:elasticsearch/domain:Domain";

/** A domain of either generation: the newer type's words hold the older one's. */
export type DomainArgs = OpenSearchArgs & Omit<ElasticsearchArgs, keyof OpenSearchArgs>;

export type Domain = Reading<DomainArgs>;

export const opensearchDomain = on<DomainArgs>(OPENSEARCH);
export const elasticsearchDomain = on<DomainArgs>(ELASTICSEARCH);
export const domain = on<DomainArgs>(OPENSEARCH, ELASTICSEARCH);
