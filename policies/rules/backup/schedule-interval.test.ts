import { expect } from "chai";
import { longestGapDays } from "./schedule-interval";

describe("longestGapDays", () => {
  const rows: readonly [expression: string, days: number][] = [
    ["rate(1 day)", 1],
    ["rate(90 days)", 90],
    ["rate(12 hours)", 0.5],
    ["rate(720 minutes)", 0.5],
    ["rate(2 weeks)", Infinity],
    ["rate(days)", Infinity],
    ["cron(0 5 ? * * *)", 1],
    ["cron(0 5 * * ? *)", 1],
    ["cron(0 0/4 * * ? *)", 1],
    [" cron(0 5 * * ? *) ", 1],
    ["cron(0 5 1/2 * ? *)", 2],
    ["cron(0 5 */2 * ? *)", 2],
    ["cron(0 5 ? * 1 *)", 7],
    ["cron(0 5 ? * SUN *)", 7],
    ["cron(0 5 ? * sat *)", 7],
    ["cron(0 5 ? * 8 *)", Infinity],
    ["cron(0 5 ? * MON-FRI *)", 3],
    ["cron(0 5 ? * 2,4,6 *)", 3],
    ["cron(0 5 ? * 2#1 *)", 35],
    ["cron(0 5 ? * 6L *)", 35],
    ["cron(0 5 ? * MON,6L *)", 7],
    ["cron(0 5 1 * ? *)", 31],
    ["cron(0 5 L * ? *)", 31],
    ["cron(0 5 15W * ? *)", 31],
    ["cron(0 5 1-7 * ? *)", 25],
    ["cron(0 5 1 1,4,7,10 ? *)", 92],
    ["cron(0 5 1 JAN,JUL ? *)", 184],
    ["cron(0 5 1 */3 ? *)", 92],
    ["cron(0 5 1 DEC ? *)", 366],
    ["cron(0 5 31 12 ? *)", 366],
    ["cron(0 5 1 1/6 ? *)", 184],
    ["cron(0 5 1 1-6/3 ? *)", 275],
    ["cron(0 5 29 2 ? *)", Infinity],
    ["cron(0 5 31 2 ? *)", Infinity],
    ["cron(0 5 1 1 ? 2030)", Infinity],
    ["cron(0 5 * * ?)", Infinity],
    ["cron(0 5 * * ? * *)", Infinity],
    ["cron(0 5)", Infinity],
    ["cron()", Infinity],
    ["daily", Infinity],
    ["cron(0 5 x * ? *)", Infinity],
  ];
  for (const [expression, days] of rows) {
    it(`${expression}: ${days}`, () => expect(longestGapDays(expression)).to.equal(days));
  }
});
