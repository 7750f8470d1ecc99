/**
 * Patient intake of a small clinic group: tablets in the waiting room scan cards and forms, a worker reads them, the records
 * go to HealthLake and the visits of the day to the billing company. Its authors meant well; what they got wrong is listed in
 * breaches.json.
 */
import { billing, support, worker } from "./access";
import { trail } from "./audit";
import "./discovery";
import { subnets, vpc, workerGroup } from "./network";
import { formsSite } from "./portal";
import { notices, reading } from "./reading";
import { apiLog, frontDesk, records, waiting, workerLog } from "./records";
import { exportsBucket, forms, referrals, scans } from "./storage";
import { billingLogin, sessions, visits, vitals } from "./visits";

export const buckets = [scans, referrals, exportsBucket, forms].map((bucket) => bucket.bucket);
export const recordsId = records.id;
export const queueUrl = waiting.url;
export const topicArn = frontDesk.arn;
export const trailArn = trail.arn;
export const vpcId = vpc.id;
export const subnetIds = subnets.map((subnet) => subnet.id);
export const workerGroupId = workerGroup.id;
export const roles = [worker, billing, support].map((role) => role.name);
export const logGroups = [workerLog, apiLog].map((group) => group.name);
export const stores = [visits.identifier, sessions.name, vitals.name, billingLogin.name];
export const services = [reading.name, notices.name];
export const formsAddress = formsSite.domainName;
