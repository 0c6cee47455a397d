// node lighthouse.mjs CHROMIUM URL: the category scores, 0 to 1, and the audits that did not pass.
import * as launcher from "chrome-launcher";
import lighthouse from "lighthouse";
import { FLAGS } from "./flags.mjs";

const [chromePath, url] = process.argv.slice(2);
const chrome = await launcher.launch({ chromePath, chromeFlags: ["--headless=new", ...FLAGS], logLevel: "silent" });
try {
  const { lhr } = await lighthouse(url, { port: chrome.port, output: "json", logLevel: "silent" });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, score]));
  const failed = Object.values(lhr.audits)
    .filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode === "binary")
    .map(({ id, title }) => `${id}: ${title}`);
  process.stdout.write(JSON.stringify({ scores, failed }));
} finally {
  await chrome.kill();
}
