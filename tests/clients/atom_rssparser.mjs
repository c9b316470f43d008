// rss-parser; it takes the first alternate.  Its content is made from parsed
// XHTML, in another order, and is not compared.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [modules, work, ...sites] = process.argv.slice(2);
const Parser = createRequire(path.resolve(modules, "x.js"))("rss-parser");

function entry(item) {
	if (!item.author) throw new Error(`${item.id} without author`);
	return {
		id: item.id,
		title: item.title,
		link: item.link ?? null,
		published: item.isoDate.replace(".000Z", "Z"),
	};
}

for (const site of sites) {
	const root = path.join(work, site, "feeds");
	for (const file of fs.readdirSync(root, { recursive: true }).sort()) {
		if (!file.endsWith(".atom")) continue;
		let line = { site, file };
		try {
			const text = fs.readFileSync(path.join(root, file), "utf8");
			line.entries = (await new Parser().parseString(text)).items.map(entry);
		} catch (error) {
			line.error = String(error);
		}
		console.log(JSON.stringify(line));
	}
}
