/*
 * Part of each page while `dialogue-feeds serve` shows it: load the page anew
 * as soon as another state than that of the page is the present one.
 *
 * Browsers open few connections to a server, so one page waits for all: the
 * one that holds the lock.  It tells the others, and when it is closed, the
 * lock goes to the next one.
 */
(function () {
	"use strict";
	const name = "dialogue-feeds-serve";
	const state = document.currentScript.dataset.state;
	const others = new BroadcastChannel(name);

	function take(present) {
		if (present !== state)
			location.reload();
	}

	async function ask(query) {
		const answer = await fetch("/-/wait" + query,
			{ cache: "no-store" });
		return answer.ok ? answer.text() : state;
	}

	/* Not in a hurry when the server is gone or answers too soon. */
	function rest(began) {
		if (Date.now() - began < 5000)
			return new Promise((go) => setTimeout(go, 1000));
	}

	async function wait() {
		let present = state;
		while (present === state) {
			const began = Date.now();
			present = await ask("?state=" + state).catch(
				() => state);
			if (present === state)
				await rest(began);
		}
		others.postMessage(present);
		take(present);
	}

	others.onmessage = (message) => take(message.data);
	/* What was told while this page was under way is not missed. */
	ask("").then(take).catch(() => {});
	/* Locks are for secure addresses only; localhost is one. */
	if (navigator.locks)
		navigator.locks.request(name, wait);
	else
		wait();
}());
