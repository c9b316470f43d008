// Pages of the preview in a browser: pages.mjs WORK NAME URL...  Fails with
// what axe finds, light and dark, with what is too wide for 320 pixels, and
// with what the keyboard reaches and nobody sees.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [work, name, ...urls] = process.argv.slice(2);
const require = createRequire(work + "/node_modules/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const pictures = join(work, "pictures");
mkdirSync(pictures, { recursive: true });
const browser = await chromium.launch({
	executablePath: "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-gpu"],
});
const context = await browser.newContext({ bypassCSP: true });
const problems = [];

async function judge(page, url) {
	const { violations } = await page.evaluate(() => globalThis.axe.run());
	for (const one of violations)
		problems.push(`${url}: ${one.id}: ` +
			one.nodes.map((node) => node.html).join(" "));
}

/* WCAG 2.2, 2.4.11: what has the focus is not hidden behind the complaints. */
async function tab_through(page, url) {
	const count = await page.$$eval("a, summary, input, button, pre",
		(all) => all.length);
	for (let i = 0; i < count; i++) {
		await page.keyboard.press("Tab");
		const hidden = await page.evaluate(() => {
			const it = document.activeElement;
			const box = it.getBoundingClientRect();
			const top = document.elementFromPoint(
				(box.left + box.right) / 2,
				(box.top + box.bottom) / 2);
			return it !== document.body && !it.contains(top) &&
				!top?.contains(it) && it.outerHTML;
		});
		if (hidden)
			problems.push(`${url}: not seen: ${hidden}`);
	}
}

async function look(url, number) {
	const page = await context.newPage();
	page.on("console", (one) => {
		if (!one.text().includes("404"))
			problems.push(`${url}: ${one.text()}`);
	});
	await page.goto(url);
	await page.evaluate(axe);
	for (const colorScheme of ["light", "dark"]) {
		await page.emulateMedia({ colorScheme });
		await page.screenshot({ path: join(pictures,
			`${name}-${number}-${colorScheme}.png`) });
		await judge(page, url + ", " + colorScheme);
	}
	await tab_through(page, url);
	await page.setViewportSize({ width: 320, height: 640 });
	const width = await page.evaluate(
		() => document.scrollingElement.scrollWidth);
	if (width > 320)
		problems.push(`${url}: ${width} pixels wide`);
	await page.screenshot({ path: join(pictures,
		`${name}-${number}-narrow.png`) });
	await page.close();
}

/* The address that lets a browser in. */
if (process.env.ENTRY)
	await (await context.newPage()).goto(process.env.ENTRY);
for (const [number, url] of urls.entries())
	await look(url, number);
await browser.close();
console.log(problems.join("\n"));
process.exit(problems.length ? 1 : 0);
