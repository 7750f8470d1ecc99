import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Who writes to users of an unusual sign-in. */
export interface RiskMails {
  /** Verified identity of Amazon SES whose sending authorization policy lets Cognito send. */
  readonly identityArn: pulumi.Input<string>;
  /** Address of the identity, or of its domain, that the mails come from. */
  readonly from: string;
}

/**
 * What a user pool does about stolen passwords and unusual sign-ins: it refuses them, or asks for another factor. Users are written to where somebody
 * is named who sends: the API wants the actions alone (AccountTakeoverRiskConfigurationType), and with `notify` a sender.
 */
export function signInRisks(
  name: string,
  { poolId, mails }: { readonly poolId: pulumi.Input<string>; readonly mails: RiskMails | undefined },
  opts: pulumi.CustomResourceOptions,
): aws.cognito.RiskConfiguration {
  const notify = mails !== undefined;
  return new aws.cognito.RiskConfiguration(
    `${name}-risk`,
    {
      userPoolId: poolId,
      compromisedCredentialsRiskConfiguration: {
        eventFilters: ["SIGN_IN", "PASSWORD_CHANGE", "SIGN_UP"],
        actions: { eventAction: "BLOCK" },
      },
      accountTakeoverRiskConfiguration: {
        actions: {
          lowAction: { eventAction: "MFA_REQUIRED", notify },
          mediumAction: { eventAction: "MFA_REQUIRED", notify },
          highAction: { eventAction: "BLOCK", notify },
        },
        ...(mails && { notifyConfiguration: { sourceArn: mails.identityArn, from: mails.from } }),
      },
    },
    opts,
  );
}
