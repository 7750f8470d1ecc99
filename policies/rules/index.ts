import type { Rule } from "../rule";
import { rules as acm } from "./acm";
import { rules as apigateway } from "./apigateway";
import { rules as appflow } from "./appflow";
import { rules as appstream } from "./appstream";
import { rules as appsync } from "./appsync";
import { rules as athena } from "./athena";
import { rules as autoscaling } from "./autoscaling";
import { rules as backup } from "./backup";
import { rules as batch } from "./batch";
import { rules as bedrock } from "./bedrock";
import { rules as cloudfront } from "./cloudfront";
import { rules as cloudsearch } from "./cloudsearch";
import { rules as cloudtrail } from "./cloudtrail";
import { rules as cloudwatch } from "./cloudwatch";
import { rules as codebuild } from "./codebuild";
import { rules as cognito } from "./cognito";
import { rules as comprehend } from "./comprehend";
import { rules as config } from "./config";
import { rules as connect } from "./connect";
import { rules as dataflow } from "./dataflow";
import { rules as datasync } from "./datasync";
import { rules as devtools } from "./devtools";
import { rules as dms } from "./dms";
import { rules as docdb } from "./docdb";
import { rules as dynamodb } from "./dynamodb";
import { rules as ec2 } from "./ec2";
import { rules as ecr } from "./ecr";
import { rules as ecs } from "./ecs";
import { rules as efs } from "./efs";
import { rules as eks } from "./eks";
import { rules as elasticache } from "./elasticache";
import { rules as elasticbeanstalk } from "./elasticbeanstalk";
import { rules as elb } from "./elb";
import { rules as emr } from "./emr";
import { rules as eventbridge } from "./eventbridge";
import { rules as fsx } from "./fsx";
import { rules as glacier } from "./glacier";
import { rules as globalaccelerator } from "./globalaccelerator";
import { rules as glue } from "./glue";
import { rules as grafana } from "./grafana";
import { rules as guardduty } from "./guardduty";
import { rules as healthimaging } from "./healthimaging";
import { rules as healthlake } from "./healthlake";
import { rules as iam } from "./iam";
import { rules as kendra } from "./kendra";
import { rules as keyspaces } from "./keyspaces";
import { rules as kinesis } from "./kinesis";
import { rules as kms } from "./kms";
import { rules as lakeformation } from "./lakeformation";
import { rules as lambda } from "./lambda";
import { rules as logs } from "./logs";
import { rules as macie } from "./macie";
import { rules as memorydb } from "./memorydb";
import { rules as mq } from "./mq";
import { rules as msk } from "./msk";
import { rules as mwaa } from "./mwaa";
import { rules as neptune } from "./neptune";
import { rules as networkfirewall } from "./networkfirewall";
import { rules as opensearch } from "./opensearch";
import { rules as prometheus } from "./prometheus";
import { rules as quicksight } from "./quicksight";
import { rules as rds } from "./rds";
import { rules as redshift } from "./redshift";
import { rules as route53 } from "./route53";
import { rules as s3 } from "./s3";
import { rules as sagemaker } from "./sagemaker";
import { rules as secretsmanager } from "./secretsmanager";
import { rules as securityhub } from "./securityhub";
import { rules as securitylake } from "./securitylake";
import { rules as ses } from "./ses";
import { rules as sns } from "./sns";
import { rules as sqs } from "./sqs";
import { rules as ssm } from "./ssm";
import { rules as stepfunctions } from "./stepfunctions";
import { rules as tagging } from "./tagging";
import { rules as timestream } from "./timestream";
import { rules as transfer } from "./transfer";
import { rules as vpc } from "./vpc";
import { rules as wafv2 } from "./wafv2";
import { rules as workspaces } from "./workspaces";
import { rules as xray } from "./xray";

/** All rules, a list a service. */
export const rules: readonly Rule[] = [
  ...acm,
  ...apigateway,
  ...appflow,
  ...appstream,
  ...appsync,
  ...athena,
  ...autoscaling,
  ...backup,
  ...batch,
  ...bedrock,
  ...cloudfront,
  ...cloudsearch,
  ...cloudtrail,
  ...cloudwatch,
  ...codebuild,
  ...cognito,
  ...comprehend,
  ...config,
  ...connect,
  ...dataflow,
  ...datasync,
  ...devtools,
  ...dms,
  ...docdb,
  ...dynamodb,
  ...ec2,
  ...ecr,
  ...ecs,
  ...efs,
  ...eks,
  ...elasticache,
  ...elasticbeanstalk,
  ...elb,
  ...emr,
  ...eventbridge,
  ...fsx,
  ...glacier,
  ...globalaccelerator,
  ...glue,
  ...grafana,
  ...guardduty,
  ...healthimaging,
  ...healthlake,
  ...iam,
  ...kendra,
  ...keyspaces,
  ...kinesis,
  ...kms,
  ...lakeformation,
  ...lambda,
  ...logs,
  ...macie,
  ...memorydb,
  ...mq,
  ...msk,
  ...mwaa,
  ...neptune,
  ...networkfirewall,
  ...opensearch,
  ...prometheus,
  ...quicksight,
  ...rds,
  ...redshift,
  ...route53,
  ...s3,
  ...sagemaker,
  ...secretsmanager,
  ...securityhub,
  ...securitylake,
  ...ses,
  ...sns,
  ...sqs,
  ...ssm,
  ...stepfunctions,
  ...tagging,
  ...timestream,
  ...transfer,
  ...vpc,
  ...wafv2,
  ...workspaces,
  ...xray,
];
