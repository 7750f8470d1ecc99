import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

const CONFIG = `[req]
distinguished_name=name
prompt=no
[name]
CN=Test root
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
[authority]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=critical,timeStamping
[replies]
serial=serial
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256
accuracy=secs:1
ess_cert_id_alg=sha256
`;

/** An authority that stamps times (RFC 3161), of OpenSSL, in a folder; for tests alone. */
export class TimeAuthority {
  private server: Server | undefined;
  /** What is answered in place of a stamp, where it is set. */
  instead: { readonly status: number; readonly body: Buffer } | undefined;

  private constructor(private readonly folder: string) {}

  static make(folder: string): TimeAuthority {
    const authority = new TimeAuthority(folder);
    writeFileSync(join(folder, "openssl.cnf"), CONFIG);
    writeFileSync(join(folder, "serial"), "01\n");
    const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "openssl.cnf"];
    authority.openssl(
      "req",
      "-x509",
      ...key,
      "-keyout",
      "root.key",
      "-out",
      "root.pem",
      "-days",
      "3650",
      "-extensions",
      "root",
    );
    authority.openssl("req", ...key, "-keyout", "own.key", "-out", "own.csr", "-subj", "/CN=Test authority");
    const by = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "3650"];
    authority.openssl(
      "x509",
      "-req",
      "-in",
      "own.csr",
      ...by,
      "-out",
      "own.pem",
      "-extfile",
      "openssl.cnf",
      "-extensions",
      "authority",
    );
    return authority;
  }

  get root(): string {
    return join(this.folder, "root.pem");
  }

  /** Reply to a request, both DER. */
  reply(request: Buffer): Buffer {
    writeFileSync(join(this.folder, "query.tsq"), request);
    const own = ["-signer", "own.pem", "-inkey", "own.key", "-config", "openssl.cnf", "-section", "replies"];
    this.openssl("ts", "-reply", "-queryfile", "query.tsq", ...own, "-out", "reply.tsr");
    return readFileSync(join(this.folder, "reply.tsr"));
  }

  /** Whether OpenSSL itself finds a reply to stamp a file. */
  vouches(reply: string, file: string): boolean {
    try {
      this.openssl("ts", "-verify", "-in", reply, "-data", file, "-CAfile", "root.pem");
      return true;
    } catch {
      return false;
    }
  }

  /** @returns where it takes requests over HTTP. */
  async listen(): Promise<string> {
    this.server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const asked = request.headers["content-type"] === "application/timestamp-query";
        const { status, body } = this.instead ?? { status: asked ? 200 : 415, body: this.reply(Buffer.concat(parts)) };
        response.writeHead(status, { "content-type": "application/timestamp-reply" }).end(body);
      });
    });
    await new Promise<void>((done) => this.server!.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/tsr`;
  }

  async close(): Promise<void> {
    await new Promise((done) => this.server?.close(done));
  }

  private openssl(...args: string[]): void {
    execFileSync("openssl", args, { cwd: this.folder, stdio: "pipe" });
  }
}
