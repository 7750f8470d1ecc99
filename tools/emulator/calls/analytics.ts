import { call, capitals, given, making, tagList, text, type Makers } from "./call";

/** Catalogues, jobs and queries over what the zones hold. */
export const analytics: Makers = {
  "aws:glue/catalogDatabase:CatalogDatabase": ({ name, description }, _, region) =>
    making(call("glue", "create_database", { DatabaseInput: given({ Name: name, Description: description }) }), () => ({
      id: name,
      name,
      arn: `arn:aws:glue:${region}:123456789012:database/${name}`,
    })),
  "aws:glue/catalogTable:CatalogTable": ({
    databaseName,
    name,
    tableType,
    parameters,
    partitionKeys,
    storageDescriptor,
  }) =>
    making(
      call("glue", "create_table", {
        DatabaseName: databaseName,
        TableInput: given({
          Name: name,
          TableType: tableType,
          Parameters: parameters,
          PartitionKeys: capitals(partitionKeys),
          StorageDescriptor: storageDescriptor && {
            Columns: capitals(storageDescriptor.columns),
            Location: storageDescriptor.location,
            InputFormat: storageDescriptor.inputFormat,
            OutputFormat: storageDescriptor.outputFormat,
            SerdeInfo: storageDescriptor.serDeInfo && {
              SerializationLibrary: storageDescriptor.serDeInfo.serializationLibrary,
            },
          },
        }),
      }),
      () => ({ id: name, name }),
    ),
  "aws:glue/crawler:Crawler": (inputs) =>
    making(
      call("glue", "create_crawler", {
        Name: inputs.name,
        Role: inputs.role,
        DatabaseName: inputs.databaseName,
        Description: inputs.description,
        Targets: { S3Targets: capitals(inputs.s3Targets) },
        Configuration: inputs.configuration,
        SchemaChangePolicy: capitals(inputs.schemaChangePolicy),
        RecrawlPolicy: capitals(inputs.recrawlPolicy),
        CrawlerSecurityConfiguration: inputs.securityConfiguration,
        Tags: inputs.tags,
      }),
      () => ({ id: inputs.name, name: inputs.name }),
    ),
  "aws:glue/job:Job": (inputs) =>
    making(
      call("glue", "create_job", {
        Name: inputs.name,
        Role: inputs.roleArn,
        Command: capitals(inputs.command),
        GlueVersion: inputs.glueVersion,
        WorkerType: inputs.workerType,
        NumberOfWorkers: inputs.numberOfWorkers,
        Timeout: inputs.timeout,
        MaxRetries: inputs.maxRetries,
        SecurityConfiguration: inputs.securityConfiguration,
        DefaultArguments: inputs.defaultArguments,
        Tags: inputs.tags,
      }),
      ({ Name }) => ({ id: Name, name: Name }),
    ),
  "aws:athena/workgroup:Workgroup": ({ name, description, configuration, tags }, _, region) =>
    making(
      call("athena", "create_work_group", {
        Name: name,
        Description: description,
        Configuration:
          configuration &&
          given({
            EnforceWorkGroupConfiguration: configuration.enforceWorkgroupConfiguration,
            PublishCloudWatchMetricsEnabled: configuration.publishCloudwatchMetricsEnabled,
            BytesScannedCutoffPerQuery: configuration.bytesScannedCutoffPerQuery,
            EngineVersion: capitals(configuration.engineVersion),
            ManagedQueryResultsConfiguration: capitals(configuration.managedQueryResultsConfiguration),
            ResultConfiguration: configuration.resultConfiguration && {
              OutputLocation: configuration.resultConfiguration.outputLocation,
            },
          }),
        Tags: tagList(tags),
      }),
      () => ({ id: name, name, arn: `arn:aws:athena:${region}:123456789012:workgroup/${name}` }),
    ),
  "aws:athena/namedQuery:NamedQuery": ({ name, database, query, workgroup, description }) =>
    making(
      call("athena", "create_named_query", {
        Name: name,
        Database: database,
        QueryString: text(query),
        WorkGroup: workgroup,
        Description: description,
      }),
      ({ NamedQueryId }) => ({ id: NamedQueryId }),
    ),
};
