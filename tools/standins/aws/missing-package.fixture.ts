import { messageOf } from "../grpc-server";
import { installedPackage } from "../installed-package";

/** Asks for a package nobody has, as a stand-in does for its own. */
try {
  installedPackage("@pulumi/nothing");
} catch (error) {
  process.stderr.write(messageOf(error));
  process.exitCode = 1;
}
