/** A record as CloudTrail writes it into a log group. */
export interface LogEvent {
  readonly [field: string]: string | LogEvent;
}

type Test = (event: LogEvent) => boolean;

/**
 * What a metric filter's JSON pattern lets through; nothing for a pattern that is not of that kind or that CloudWatch Logs would refuse.
 * Grammar: CloudWatch Logs User Guide, "Filter pattern syntax for metric filters", as far as it is about texts.
 */
export function filterPattern(text: string): Test {
  const body = /^\s*\{([\s\S]*)\}\s*$/.exec(text)?.[1];
  const words = body === undefined ? undefined : wordsOf(body);
  if (words === undefined) return matchesNothing;
  const parser = new Parser(words);
  return parser.alternatives() ?? matchesNothing;
}

const matchesNothing: Test = () => false;

const WORD = /\s*(&&|\|\||!=|[()=]|"[^"]*"|[^\s()=!&|"]+)\s*/y;

function wordsOf(body: string): string[] | undefined {
  const words: string[] = [];
  WORD.lastIndex = 0;
  while (WORD.lastIndex < body.length) {
    const word = WORD.exec(body)?.[1];
    if (word === undefined) return undefined;
    words.push(word);
  }
  return words;
}

/** Recursive descent; `&&` binds tighter than `||`. Each step is undefined where the words do not fit. */
class Parser {
  private position = 0;

  constructor(private readonly words: readonly string[]) {}

  alternatives(): Test | undefined {
    const test = this.either();
    return this.position === this.words.length ? test : undefined;
  }

  private either(): Test | undefined {
    return this.list("||", () => this.list("&&", () => this.comparison(), every), some);
  }

  private list(joint: string, part: () => Test | undefined, join: (tests: readonly Test[]) => Test): Test | undefined {
    const tests: Test[] = [];
    do {
      const test = part();
      if (test === undefined) return undefined;
      tests.push(test);
    } while (this.takes(joint));
    return join(tests);
  }

  private comparison(): Test | undefined {
    if (this.takes("(")) {
      const inner = this.either();
      return this.takes(")") ? inner : undefined;
    }
    const selector = this.next();
    if (!selector.startsWith("$.")) return undefined;
    const path = selector.slice(2).split(".");
    if (this.takes("NOT")) return this.takes("EXISTS") ? (event) => at(event, path) === undefined : undefined;
    if (this.takes("EXISTS")) return (event) => at(event, path) !== undefined;
    const isEqual = this.takes("=");
    if (!isEqual && !this.takes("!=")) return undefined;
    const wanted = glob(this.next());
    return (event) => wanted.test(at(event, path) ?? "") === isEqual;
  }

  private next(): string {
    return this.words[this.position++] ?? "";
  }

  private takes(word: string): boolean {
    const fits = this.words[this.position] === word;
    if (fits) this.position += 1;
    return fits;
  }
}

function every(tests: readonly Test[]): Test {
  return (event) => tests.every((test) => test(event));
}

function some(tests: readonly Test[]): Test {
  return (event) => tests.some((test) => test(event));
}

function at(event: LogEvent, path: readonly string[]): string | undefined {
  let found: string | LogEvent | undefined = event;
  for (const key of path) found = typeof found === "object" ? found[key] : undefined;
  return typeof found === "string" ? found : undefined;
}

/** `*` is any run of characters; quotes are no part of the value. */
function glob(word: string): RegExp {
  const value = word.replace(/^"(.*)"$/, "$1");
  return new RegExp(
    `^${value
      .split("*")
      .map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"))
      .join(".*")}$`,
    "s",
  );
}
