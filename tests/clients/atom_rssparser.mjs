// rss-parser; it takes the first alternate, or the first link of all.  Its
// content is made from parsed XHTML, in another order, and is not compared.
import { require, tellAll } from "./web.mjs";

const Parser = require("rss-parser");

function entry(item) {
	if (!item.author) throw new Error(`${item.id} without author`);
	return {
		id: item.id,
		title: item.title,
		link: item.link ?? null,
		published: item.isoDate.replace(".000Z", "Z"),
	};
}

await tellAll(".atom", async (address) =>
	(await new Parser().parseURL(address)).items.map(entry));
