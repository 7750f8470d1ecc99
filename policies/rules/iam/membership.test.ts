import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { iamGroupHasUsersCheck, iamUserGroupMembershipCheck, iamUserNoPoliciesCheck } from "./membership";

const GROUP = "aws:iam/group:Group";
const USER = "aws:iam/user:User";
const MEMBERSHIP = "aws:iam/groupMembership:GroupMembership";
const USER_MEMBERSHIP = "aws:iam/userGroupMembership:UserGroupMembership";
const another = { name: "another type", type: "aws:iam/role:Role", props: {}, because: "other-type" } as const;

testRule(iamGroupHasUsersCheck, {
  valid: [
    {
      name: "a membership by name",
      props: { name: "claims-readers" },
      others: [{ type: MEMBERSHIP, name: "m", props: { group: "claims-readers", users: ["ada"] } }],
    },
    {
      name: "a membership by reference, of a user made here",
      props: {},
      others: [
        { type: USER, name: "ada" },
        { type: MEMBERSHIP, name: "m", props: { group: from("subject"), users: [from("ada")] } },
      ],
    },
    {
      name: "a user's list of groups",
      props: {},
      others: [{ type: USER_MEMBERSHIP, name: "m", props: { user: "ada", groups: [from("subject")] } }],
    },
  ],
  invalid: [
    { name: "no membership", props: { name: "claims-readers" }, finds: ["GroupMembership", "UserGroupMembership"] },
    {
      name: "a membership of nobody",
      props: { name: "claims-readers" },
      others: [{ type: MEMBERSHIP, name: "m", props: { group: "claims-readers", users: [] } }],
      finds: ["GroupMembership.users", "UserGroupMembership"],
    },
    {
      name: "a membership without users",
      props: { name: "claims-readers" },
      others: [{ type: MEMBERSHIP, name: "m", props: { group: "claims-readers" } }],
      finds: ["GroupMembership.users", "UserGroupMembership"],
    },
    {
      name: "users of another group",
      props: {},
      others: [
        { type: GROUP, name: "other" },
        { type: MEMBERSHIP, name: "m", props: { group: from("other"), users: ["ada"] } },
        { type: USER_MEMBERSHIP, name: "u", props: { user: "ada", groups: [from("other")] } },
      ],
      finds: ["GroupMembership", "UserGroupMembership"],
    },
  ],
  notJudged: [
    another,
    {
      name: "a membership of a group that is not known yet",
      props: {},
      others: [{ type: MEMBERSHIP, name: "m", props: { group: unknownString, users: ["ada"] } }],
      because: "unknown",
      finds: "GroupMembership.group",
    },
  ],
});

testRule(iamUserGroupMembershipCheck, {
  valid: [
    {
      name: "a list of its groups",
      props: { name: "ada" },
      others: [{ type: USER_MEMBERSHIP, name: "m", props: { user: "ada", groups: ["claims-readers"] } }],
    },
    {
      name: "by reference, into a group made here",
      props: {},
      others: [
        { type: GROUP, name: "g" },
        { type: USER_MEMBERSHIP, name: "m", props: { user: from("subject"), groups: [from("g")] } },
      ],
    },
    {
      name: "a group's list of users",
      props: {},
      others: [{ type: MEMBERSHIP, name: "m", props: { group: "claims-readers", users: [from("subject")] } }],
    },
  ],
  invalid: [
    { name: "in none", props: { name: "ada" }, finds: ["UserGroupMembership", "GroupMembership"] },
    {
      name: "an empty list of groups",
      props: {},
      others: [{ type: USER_MEMBERSHIP, name: "m", props: { user: from("subject"), groups: [] } }],
      finds: ["UserGroupMembership.groups", "GroupMembership"],
    },
    {
      name: "no list of groups",
      props: {},
      others: [{ type: USER_MEMBERSHIP, name: "m", props: { user: from("subject") } }],
      finds: ["UserGroupMembership.groups", "GroupMembership"],
    },
    {
      name: "another user's groups",
      props: {},
      others: [
        { type: USER, name: "other" },
        { type: USER_MEMBERSHIP, name: "m", props: { user: from("other"), groups: ["claims-readers"] } },
        { type: MEMBERSHIP, name: "g", props: { group: "claims-readers", users: [from("other")] } },
      ],
      finds: ["UserGroupMembership", "GroupMembership"],
    },
  ],
  notJudged: [
    another,
    {
      name: "a membership of a user that is not known yet",
      props: {},
      others: [{ type: USER_MEMBERSHIP, name: "m", props: { user: unknownString, groups: ["claims-readers"] } }],
      because: "unknown",
      finds: "UserGroupMembership.user",
    },
  ],
});

const ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment";
const policyArn = "arn:aws:iam::111122223333:policy/claims";

testRule(iamUserNoPoliciesCheck, {
  valid: [
    { name: "attached to a group", type: ATTACHMENT, props: { policyArn, groups: ["claims-readers"] } },
    { name: "attached to a role, no users", type: ATTACHMENT, props: { policyArn, roles: ["api"], users: [] } },
    {
      name: "takes all inline policies away",
      type: "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
      props: { userName: "ada", policyNames: [] },
    },
    {
      name: "takes all attached policies away",
      type: "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
      props: { userName: "ada", policyArns: [] },
    },
  ],
  invalid: [
    {
      name: "attached",
      type: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
      props: { user: "ada", policyArn },
      finds: "user",
    },
    { name: "inline", props: { user: "ada", policy: "{}" }, finds: "user" },
    {
      name: "inline, of a user made here",
      props: { user: from("u") },
      others: [{ type: USER, name: "u" }],
      finds: "user",
    },
    { name: "attached to users", type: ATTACHMENT, props: { policyArn, users: ["ada"] }, finds: "users" },
    {
      name: "attached to a user made here",
      type: ATTACHMENT,
      props: { policyArn, users: [from("u")] },
      others: [{ type: USER, name: "u" }],
      finds: "users",
    },
    {
      name: "names of inline policies",
      type: "aws:iam/userPoliciesExclusive:UserPoliciesExclusive",
      props: { userName: "ada", policyNames: ["claims"] },
      finds: "policyNames",
    },
    {
      name: "ARNs of attached policies",
      type: "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
      props: { userName: "ada", policyArns: [policyArn] },
      finds: "policyArns",
    },
  ],
  notJudged: [
    another,
    {
      name: "users not known yet",
      type: ATTACHMENT,
      props: { policyArn, users: unknownValue },
      because: "unknown",
      finds: "users",
    },
  ],
});
