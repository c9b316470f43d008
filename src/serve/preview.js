/*
 * Part of each page while `dialogue-feeds serve` shows it: load the page anew,
 * once, as soon as another state than that of the page is the present one.  A
 * page that nobody sees does not ask.
 */
(function () {
	"use strict";
	const state = document.currentScript.dataset.state;

	async function isOld() {
		/* What is being filled in stays. */
		if (document.hidden || document.activeElement?.form)
			return false;
		const answer = await fetch("/-/state.txt");
		return answer.ok && await answer.text() !== state;
	}

	async function look() {
		if (await isOld().catch(() => false))
			location.reload();
		else
			setTimeout(look, 500);
	}

	look();
}());
