/** Characters that are gathered before they are written. */
const GATHERED = 65_536;

/** Writes to a stream as fast as it takes it: what waits is never more than a part. */
export class Output {
  private parts: string[] = [];
  private length = 0;

  constructor(private readonly stream: NodeJS.WriteStream) {}

  async write(text: string): Promise<void> {
    this.parts.push(text);
    this.length += text.length;
    if (this.length >= GATHERED) await this.end();
  }

  /** Writes what is left. */
  async end(): Promise<void> {
    const text = this.parts.join("");
    this.parts = [];
    this.length = 0;
    if (text === "" || this.stream.write(text)) return;
    await new Promise((resolve) => this.stream.once("drain", resolve));
  }
}
