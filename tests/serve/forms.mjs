// Editing in a browser without script: forms.mjs WORK ENTRY PAGE OTHER.  OTHER
// is an address of this machine, under another port, of a page that sends a
// form to the preview by itself.  Fails with what does not happen, or should
// not.
import { createRequire } from "node:module";

const [work, entry, page, other] = process.argv.slice(2);
const require = createRequire(work + "/node_modules/");
const { chromium } = require("playwright-core");
const browser = await chromium.launch({
	executablePath: "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu"],
});
const home = new URL("/", entry).href;
const problems = [];

function expect(what, isSo) {
	if (!isSo)
		problems.push(what);
}

async function title(tab) {
	return await tab.textContent("h1");
}

const context = await browser.newContext({ javaScriptEnabled: false });
const tab = await context.newPage();
await tab.goto(home);
expect("strangers are let in", await title(tab) === "This browser is not known");
await tab.goto(entry);
await tab.waitForURL(home);
await tab.goto(page);
await tab.getByLabel("Language of the reason").last().fill("en");
await tab.getByLabel("Reason, for readers").last().fill("A storm – \"really\"");
await tab.getByRole("button", { name: "Cancel" }).click();
expect("nothing is cancelled", await title(tab) === "Done");
await tab.getByRole("link", { name: "What the next build publishes" }).click();
// A plan that is older than the last save is not published, but shown anew.
for (let tries = 0; tries < 5; tries++) {
	await tab.getByRole("button", { name: "Publish" }).click();
	if (await title(tab) !== "Nothing was published")
		break;
}
expect("nothing is published: " + await tab.textContent("main"),
	await title(tab) === "Done");
await context.close();

// The same browser on a page of somebody else: with script, the cookie of this
// name goes along, and the form is refused all the same.
const foreign = await browser.newContext();
const victim = await foreign.newPage();
await victim.goto(entry);
await victim.waitForURL(home);
await victim.goto(other);
await victim.waitForURL((url) => url.pathname.startsWith("/-/do/"));
expect("a form of another page is taken",
	await title(victim) === "This form is refused");
await victim.goto(other + "frame");
await victim.waitForTimeout(500);
expect("another page frames the preview", await victim.frames()[1]
	.evaluate(() => !document.querySelector("main")).catch(() => true));
await browser.close();
console.log(problems.join("\n"));
process.exit(problems.length ? 1 : 0);
