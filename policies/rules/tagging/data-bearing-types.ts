/**
 * Types that keep or carry data of patients and take tags, each with what it holds. Left out on purpose: companions that take no tags
 * (bucket settings, policies, attachments), compute and networks (they pass data on and keep none), identities, keys and secrets, catalogues and query engines, whose results lie in buckets.
 * Both generations of a token stand here.
 */
export const DATA_BEARING: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "objects",
  "aws:s3/bucketV2:BucketV2": "objects",
  "aws-native:s3:Bucket": "objects",
  "aws:s3/vectorsVectorBucket:VectorsVectorBucket": "embeddings of notes and images",
  "aws:s3tables/tableBucket:TableBucket": "tables",
  "aws:dynamodb/table:Table": "items",
  "aws:rds/instance:Instance": "rows",
  "aws:rds/cluster:Cluster": "rows",
  "aws:rds/globalCluster:GlobalCluster": "rows",
  "aws:rds/snapshot:Snapshot": "a copy of rows",
  "aws:rds/clusterSnapshot:ClusterSnapshot": "a copy of rows",
  "aws:docdb/cluster:Cluster": "documents",
  "aws:neptune/cluster:Cluster": "graphs",
  "aws:redshift/cluster:Cluster": "rows",
  "aws:redshiftserverless/namespace:Namespace": "rows",
  "aws:opensearch/domain:Domain": "indexed documents",
  "aws:elasticsearch/domain:Domain": "indexed documents",
  "aws:opensearch/serverlessCollection:ServerlessCollection": "indexed documents",
  "aws:elasticache/replicationGroup:ReplicationGroup": "cached records",
  "aws:elasticache/cluster:Cluster": "cached records",
  "aws:elasticache/serverlessCache:ServerlessCache": "cached records",
  "aws:memorydb/cluster:Cluster": "records in memory",
  "aws:keyspaces/table:Table": "rows",
  "aws:timestreamwrite/table:Table": "device readings",
  "aws:efs/fileSystem:FileSystem": "files",
  "aws:fsx/lustreFileSystem:LustreFileSystem": "files",
  "aws:fsx/ontapFileSystem:OntapFileSystem": "files",
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": "files",
  "aws:fsx/windowsFileSystem:WindowsFileSystem": "files",
  "aws:ebs/volume:Volume": "disks",
  "aws:ebs/snapshot:Snapshot": "a copy of a disk",
  "aws:glacier/vault:Vault": "archives",
  "aws:backup/vault:Vault": "copies of stores",
  "aws:kinesis/stream:Stream": "records in transit, kept for a day or more",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "records in transit",
  "aws:kinesis/videoStream:VideoStream": "video",
  "aws:msk/cluster:Cluster": "records in transit, kept as topics",
  "aws:msk/serverlessCluster:ServerlessCluster": "records in transit, kept as topics",
  "aws:mq/broker:Broker": "messages",
  "aws:sqs/queue:Queue": "messages, kept up to 14 days",
  "aws:sns/topic:Topic": "messages",
  "aws:cloudwatch/logGroup:LogGroup": "log lines, into which patient data may slip",
  "aws:sagemaker/featureGroup:FeatureGroup": "features made of records",
  "aws:cloudcontrol/resource:Resource": "HealthLake and HealthImaging stores (other types it makes are not judged)",
  "aws-native:healthlake:FhirDatastore": "FHIR resources",
  "aws-native:healthimaging:Datastore": "images",
};

/** What Cloud Control makes that holds patient data. */
export const CLOUD_CONTROL_STORES: readonly string[] = [
  "AWS::HealthLake::FHIRDatastore",
  "AWS::HealthImaging::Datastore",
  "AWS::Omics::SequenceStore",
  "AWS::Omics::ReferenceStore",
  "AWS::Omics::VariantStore",
  "AWS::Omics::AnnotationStore",
];

/** Of these, what passes data on or holds a copy: when it is deleted, the data is still elsewhere or was to be gone soon anyway. */
export const PASSED_ON: ReadonlySet<string> = new Set([
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:elasticache/cluster:Cluster",
  "aws:elasticache/serverlessCache:ServerlessCache",
  "aws:kinesis/stream:Stream",
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
  "aws:mq/broker:Broker",
  "aws:sqs/queue:Queue",
  "aws:sns/topic:Topic",
]);
