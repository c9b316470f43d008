// A browser looks at the preview while records change: browser.mjs MODULES
// URL SITE.  Prints what a page of strict policy shows, as one JSON object.
import { createRequire } from "node:module";
import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, renameSync, writeFileSync }
	from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";

const [modules, url, site, shown_page] = process.argv.slice(2);
const { chromium } = createRequire(modules + "/")("playwright-core");
const folder = join(site, "events/example-dialogue/01");
const browser = await chromium.launchPersistentContext(
	mkdtempSync(join(tmpdir(), "chromium.")), {
		executablePath: "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync"],
	});
const console_messages = [];
let passed = 0, failed = 0;

function save(old, next, record = "event.xml") {
	const file = join(folder, record);
	const text = readFileSync(file, "utf8");
	if (text.search(old) < 0)
		throw new Error(old + " is not there");
	writeFileSync(file + "~", text.replace(old, next));
	renameSync(file + "~", file);
}

function expect(condition, message) {
	if (!condition)
		throw new Error(message);
}

/* No page is to be loaded anew because of the test before. */
async function settle() {
	const end = Date.now() + 10000;
	let text = "";
	while (!text.includes("All records are sound") && Date.now() < end) {
		await new Promise((go) => setTimeout(go, 100));
		text = await (await fetch(url + "-/")).text();
	}
}

async function test(name, body) {
	await settle();
	const page = await browser.newPage();
	page.on("console", (one) => console_messages.push(one.text()));
	page.on("pageerror", (one) => console_messages.push(String(one)));
	try {
		await body(page);
		expect(console_messages.length === 0, console_messages.join());
		passed++;
	} catch (error) {
		failed++;
		console.log(`failed: ${name}: ${error.message}`);
	}
	console_messages.length = 0;
	await page.close();
}

const overlay = "#dialogue-feeds-serve";

await test("a page is loaded anew after a save", async (page) => {
	await page.goto(url + "page.html");
	writeFileSync(shown_page, readFileSync(shown_page, "utf8")
			.replace("Old words", "New words"));
	save("1st", "First", "en.xml");
	await page.getByText("New words").waitFor({ timeout: 5000 });
});

await test("an error is shown and gone", async (page) => {
	await page.goto(url + "page.html");
	expect(await page.locator(overlay).count() === 0, "shown too early");
	save("2030-01-28", "2030-02-30");
	const shown = page.locator(overlay);
	await shown.waitFor({ timeout: 5000 });
	const text = await shown.innerText();
	for (const part of ["event.xml", "line 4, column 9", "2030-02-30",
		"2030-02 has 28 days"])
		expect(text.includes(part), part + " is not in " + text);
	await page.screenshot({ path: join(modules, "../error.png") });
	await page.emulateMedia({ colorScheme: "dark" });
	await page.screenshot({ path: join(modules, "../error-dark.png") });
	const box = await shown.boundingBox();
	const view = page.viewportSize();
	expect(Math.round(box.y + box.height) === view.height &&
		box.height <= view.height / 2 + 1, JSON.stringify(box));
	await shown.locator("summary").click();
	expect(!await shown.locator("pre").first().isVisible(), "stays open");
	save("2030-02-30", "2030-01-28");
	await shown.waitFor({ state: "detached", timeout: 5000 });
});

await test("styles of the page do not reach the complaints", async (page) => {
	save("2030-01-28", "2030-02-30");
	await page.goto(url + "page.html");
	await page.locator(overlay).waitFor({ timeout: 5000 });
	await page.reload();
	const looks = await page.locator(overlay + " li").first().evaluate(
		(one) => [getComputedStyle(one).position,
			getComputedStyle(one).textTransform,
			getComputedStyle(one).borderInlineStartStyle]);
	expect(looks.join() === "static,none,solid", looks.join());
	const word = await page.locator("p.words").first().evaluate(
		(one) => getComputedStyle(one).textTransform);
	expect(word === "uppercase", "the page has lost its style: " + word);
	save("2030-02-30", "2030-01-28");
});

await test("a page is loaded anew when an embargo ends", async (page) => {
	const end = new Date(Date.now() + 4000).toISOString().slice(0, 19);
	await page.goto(url + "en/example-dialogue/index.html");
	cpSync(folder, join(folder, "../02"), { recursive: true });
	save("First", "Embargoed", "../02/en.xml");
	save(/ uid="[^"]*"/, ` uid="${randomUUID()}" not-before="${end}Z"`,
		"../02/event.xml");
	const mark = page.getByText("[Embargo").first();
	await mark.waitFor({ timeout: 4000 });
	await page.evaluate(() => { document.title = "Not loaded anew"; });
	await mark.waitFor({ state: "detached", timeout: 8000 });
	await page.getByText("Embargoed Example").first().waitFor(
		{ timeout: 5000 });
	expect(await page.title() !== "Not loaded anew", "not loaded anew");
});

await test("what is inline in a page stays forbidden", async (page) => {
	await page.goto(url + "inline.html");
	expect(await page.title() === "Inline", await page.title());
	expect(console_messages.length === 1 &&
		console_messages[0].includes("Content Security Policy"),
		"no word of a policy: " + console_messages.join());
	console_messages.length = 0;
});

await test("complaints and the start page are loaded anew", async (page) => {
	await page.goto(url + "-/");
	await page.getByText("All records are sound").waitFor();
	save("2030-01-28", "2030-02-30");
	await page.getByText("1 error").waitFor({ timeout: 5000 });
	await page.goto(url);
	await page.locator(overlay).waitFor({ timeout: 5000 });
	save("2030-02-30", "2030-01-28");
	await page.locator(overlay).waitFor(
		{ state: "detached", timeout: 5000 });
});

await test("eight pages in view at once", async (page) => {
	const others = [];
	for (let i = 0; i < 8; i++) {
		others.push(await browser.newPage());
		await others[i].goto(url + "page.html", { timeout: 10000 });
	}
	save("2030-01-28", "2030-02-30");
	await others[7].locator(overlay).waitFor({ timeout: 10000 });
	for (const other of others)
		await other.close();
	save("2030-02-30", "2030-01-28");
	await page.goto(url + "-/");
	await page.getByText("All records are sound").waitFor(
		{ timeout: 5000 });
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
