import type { Rule } from "../../rule";
import * as certificate from "./certificate";

export const rules: readonly Rule[] = [
  certificate.acmCertificateExpirationCheck,
  certificate.acmCertificateNoWildcard,
  certificate.acmCertificateTransparencyLogging,
  certificate.acmCertificateReplacedBeforeDelete,
  certificate.acmCertificateKeyAlgorithm,
];
