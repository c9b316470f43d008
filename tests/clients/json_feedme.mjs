// FeedMe: a reader that takes a feed in pieces, as they come.  It knows the
// members of JSON Feed 1 and gives a list of one as the one.
import { Readable } from "node:stream";
import { require, tellAll } from "./web.mjs";

const FeedMe = require("feedme");

function entry(item) {
	return {
		id: item.id,
		title: item.title,
		link: item.url ?? null,
		published: item.date_published,
		updated: item.date_modified,
		content: item.content_html,
		summary: item.summary,
		language: item.language,
	};
}

await tellAll("/releases.json", async (address) => {
	const parser = new FeedMe(true);
	const answer = await fetch(address);
	const pieces = Readable.fromWeb(answer.body).setEncoding("utf8");
	for await (const piece of pieces) parser.write(piece);
	parser.end();
	const feed = parser.done();
	if (!feed.type.startsWith("json")) throw new Error(`read as ${feed.type}`);
	return feed.items.map(entry);
});
