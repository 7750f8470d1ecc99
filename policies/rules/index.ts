import type { Rule } from "../rule";
import { rules as acm } from "./acm";
import { rules as apigateway } from "./apigateway";
import { rules as appstream } from "./appstream";
import { rules as appsync } from "./appsync";
import { rules as autoscaling } from "./autoscaling";
import { rules as batch } from "./batch";
import { rules as cloudfront } from "./cloudfront";
import { rules as cloudsearch } from "./cloudsearch";
import { rules as cloudtrail } from "./cloudtrail";
import { rules as cloudwatch } from "./cloudwatch";
import { rules as cognito } from "./cognito";
import { rules as docdb } from "./docdb";
import { rules as ec2 } from "./ec2";
import { rules as ecr } from "./ecr";
import { rules as ecs } from "./ecs";
import { rules as eks } from "./eks";
import { rules as elasticache } from "./elasticache";
import { rules as elasticbeanstalk } from "./elasticbeanstalk";
import { rules as elb } from "./elb";
import { rules as eventbridge } from "./eventbridge";
import { rules as glacier } from "./glacier";
import { rules as globalaccelerator } from "./globalaccelerator";
import { rules as grafana } from "./grafana";
import { rules as healthlake } from "./healthlake";
import { rules as iam } from "./iam";
import { rules as kinesis } from "./kinesis";
import { rules as kms } from "./kms";
import { rules as lambda } from "./lambda";
import { rules as logs } from "./logs";
import { rules as memorydb } from "./memorydb";
import { rules as mq } from "./mq";
import { rules as msk } from "./msk";
import { rules as neptune } from "./neptune";
import { rules as networkfirewall } from "./networkfirewall";
import { rules as opensearch } from "./opensearch";
import { rules as prometheus } from "./prometheus";
import { rules as rds } from "./rds";
import { rules as route53 } from "./route53";
import { rules as s3 } from "./s3";
import { rules as ses } from "./ses";
import { rules as sns } from "./sns";
import { rules as sqs } from "./sqs";
import { rules as stepfunctions } from "./stepfunctions";
import { rules as tagging } from "./tagging";
import { rules as vpc } from "./vpc";
import { rules as wafv2 } from "./wafv2";

/** All rules, a list a service. */
export const rules: readonly Rule[] = [
  ...acm,
  ...apigateway,
  ...appstream,
  ...appsync,
  ...autoscaling,
  ...batch,
  ...cloudfront,
  ...cloudsearch,
  ...cloudtrail,
  ...cloudwatch,
  ...cognito,
  ...docdb,
  ...ec2,
  ...ecr,
  ...ecs,
  ...eks,
  ...elasticache,
  ...elasticbeanstalk,
  ...elb,
  ...eventbridge,
  ...glacier,
  ...globalaccelerator,
  ...grafana,
  ...healthlake,
  ...iam,
  ...kinesis,
  ...kms,
  ...lambda,
  ...logs,
  ...memorydb,
  ...mq,
  ...msk,
  ...neptune,
  ...networkfirewall,
  ...opensearch,
  ...prometheus,
  ...rds,
  ...route53,
  ...s3,
  ...ses,
  ...sns,
  ...sqs,
  ...stepfunctions,
  ...tagging,
  ...vpc,
  ...wafv2,
];
