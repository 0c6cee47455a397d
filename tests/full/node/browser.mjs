// Does a list of jobs in one headless Chromium that can reach nothing but this machine.
// stdin: {"chromium": path, "jobs": [{"do": "axe"|"screenshot"|"evaluate", "page": url, ...}]}; stdout: a result per job.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import puppeteer from "puppeteer-core";
import { FLAGS } from "./flags.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const STEPS = {
  press: (page, key) => page.keyboard.press(key),
  click: (page, selector) => page.click(selector),
  hover: (page, selector) => page.hover(selector),
  tap: (page, selector) => page.tap(selector),
  focus: (page, selector) => page.focus(selector),
  wait: (page, ms) => new Promise((done) => setTimeout(done, ms)),
};

const JOBS = {
  async axe(page) {
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
    return violations.map(({ id, impact, help, nodes }) => ({
      id, impact, help,
      nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    }));
  },
  async screenshot(page, { png, full }) {
    await page.screenshot({ path: png, fullPage: full });
    return null;
  },
  async evaluate(page, { script }) {
    return (await page.evaluate(script)) ?? null;
  },
};

async function open(browser, job) {
  const page = await browser.newPage();
  const seen = { console: [], requests: [] };
  page.on("console", (message) => seen.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => seen.console.push(`uncaught: ${error.message}`));
  page.on("request", (request) => seen.requests.push(request.url()));
  await page.setViewport({ width: job.width, height: job.height, hasTouch: job.width < 600, isMobile: job.width < 600 });
  // Both at once: puppeteer's own two calls undo each other.
  const protocol = await page.createCDPSession();
  await protocol.send("Emulation.setEmulatedMedia", {
    media: job.media,
    features: [
      { name: "prefers-color-scheme", value: job.scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ],
  });
  await page.setJavaScriptEnabled(job.scripts);
  await page.goto(job.page, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready.then(() => null));
  for (const [step, argument] of job.steps) await STEPS[step](page, argument);
  return { page, seen };
}

const { chromium, jobs } = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: FLAGS });
try {
  const results = [];
  for (const job of jobs) {
    const { page, seen } = await open(browser, job);
    results.push({ result: await JOBS[job.do](page, job), ...seen });
    await page.close();
  }
  process.stdout.write(JSON.stringify(results));
} finally {
  await browser.close();
}
