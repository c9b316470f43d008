// FeedMe: a reader that takes a feed in pieces, as they come.  It knows the
// members of JSON Feed 1 and gives a list of one as the one.
import { Readable } from "node:stream";
import { jsonEntry, require, tellAll } from "./web.mjs";

const FeedMe = require("feedme");

await tellAll("/releases.json", async (address) => {
	const parser = new FeedMe(true);
	const answer = await fetch(address);
	const pieces = Readable.fromWeb(answer.body).setEncoding("utf8");
	for await (const piece of pieces) parser.write(piece);
	parser.end();
	const feed = parser.done();
	if (!feed.type.startsWith("json")) throw new Error(`read as ${feed.type}`);
	return feed.items.map(jsonEntry);
});
