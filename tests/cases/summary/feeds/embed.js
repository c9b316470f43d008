// The next meetings of a dialogue on a page of somebody else:
//
//   <script src="https://dialogues.example.org/embed.js" async></script>
//   <dialogue-next src="https://dialogues.example.org/en/next.json">
//     <a href="https://dialogues.example.org/en/">Dialogues</a>
//   </dialogue-next>
//
// It fetches this one file from where the script is, and nothing else.  What
// it says is set as text, so that a policy with Trusted Types allows it; fonts
// and colours are those of the page around it.
(() => {
  const { origin } = new URL(document.currentScript.src);

  const make = (name, text, language) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (language) element.lang = language;
    return element;
  };

  const link = (text, address, language) => {
    const element = make('a', text, language);
    if (/^https?:$/.test(new URL(address).protocol)) element.href = address;
    return element;
  };

  const item = (meeting) => {
    const element = document.createElement('li');
    const lines = [
      meeting.date && make('div', meeting.date),
      link(meeting.title, meeting.page, meeting.title_language),
      meeting.place && make('div', meeting.place),
      meeting.status !== 'scheduled' && make('strong', meeting.status_text),
    ];
    element.append(...lines.filter(Boolean));
    return element;
  };

  customElements.define('dialogue-next', class extends HTMLElement {
    async connectedCallback() {
      const address = new URL(this.getAttribute('src'), origin);
      if (address.origin !== origin) return;
      const answer = await fetch(address, { credentials: 'omit' });
      if (answer.ok) this.show(await answer.json());
    }

    show(next) {
      const heading = document.createElement('p');
      const list = document.createElement('ul');
      heading.append(link(next.title, next.home_page_url));
      list.append(...next.events.map(item));
      this.lang = next.language;
      this.dir = next.direction;
      this.replaceChildren(heading, next.events.length ? list : make('p', next.none));
    }
  });
})();
