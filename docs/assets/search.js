// The search of one language. It is fetched when a search box gets focus, and nothing that is typed leaves the browser.
(() => {
  "use strict";
  const MOST = 8;
  const STEP = 30;
  const AROUND = 110;
  const LIGHT = 0.2;
  const GAP = { exact: 1, form: 0.92, start: 0.62, end: 0.55, part: 0.4, joined: 0.3, typo: 0.5 };
  const box = document.querySelector('input[type="search"][data-results]');
  const list = box && document.getElementById(box.dataset.results);
  if (!list) return;
  const status = list.querySelector("[role=status]");
  const found = list.querySelector("ul");
  const more = list.querySelector(".more");
  const whole = document.querySelector(".kind-search") !== null;
  const root = new URL(box.dataset.root, location.href);

  const letters = { "æ": "ae", "ø": "oe", "å": "aa" };
  const folded = (text) => text.toLowerCase().replace(/[æøå]/g, (one) => letters[one]).normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const terms = (text) => folded(text).split(" ").filter(Boolean);

  let index, texts;
  let most = STEP;
  const json = (file) => fetch(file).then((answer) => answer.json());
  const ready = json(box.dataset.index).then((read) => {
    index = { ...read, list: Object.keys(read.words), endings: new Set(read.endings), common: new Set(read.common) };
    index.titles = read.pages.map((page) => [page[0], page[1]].filter(Boolean).map(terms));
  });

  // Whether one letter is missing, added, changed or swapped with its neighbour.
  function near(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    const rest = (a, b) => one.slice(at + a) === other.slice(at + b);
    return rest(1, 1) || rest(1, 0) || rest(0, 1) || (one[at] === other[at + 1] && one[at + 1] === other[at] && rest(2, 2));
  }

  // Whether two words are forms of one: the same beginning, then endings that the language knows.
  function forms(one, other) {
    let same = 0;
    while (same < one.length && one[same] === other[same]) same++;
    for (let cut = same; cut >= Math.max(3, same - 3); cut--) {
      if (cut * 2 >= Math.min(one.length, other.length) && index.endings.has(one.slice(cut)) && index.endings.has(other.slice(cut))) return true;
    }
    return false;
  }

  // How well a word of the site answers a word of the reader, from 0 to 1.
  function likeness(asked, word) {
    if (asked === word) return GAP.exact;
    if (asked.length < 2) return 0;
    if (asked.length > 2 && word.length > 2 && forms(asked, word)) return GAP.form;
    if (word.startsWith(asked)) return GAP.start;
    if (asked.length < 4) return 0;
    for (let cut = asked.length; cut >= Math.max(4, asked.length - 3); cut--) {
      if (cut < asked.length && !index.endings.has(asked.slice(cut))) continue;
      const at = word.indexOf(asked.slice(0, cut), 2);
      if (at > 0) return index.endings.has(word.slice(at + cut)) ? GAP.end : GAP.part;
    }
    if (word.length > 4 && asked.length > word.length + 2 && (asked.startsWith(word) || asked.endsWith(word))) return GAP.joined;
    return 0;
  }

  // Whether a word, or its beginning before an ending that the language knows, is one slip of the finger away.
  function slip(asked, word) {
    for (let cut = word.length; cut > 4 && cut >= asked.length - 1; cut--) {
      if (index.endings.has(word.slice(cut)) && near(asked, word.slice(0, cut))) return true;
    }
    return false;
  }

  // The words of the site that answer a word of the reader; a slip of the finger is thought of last.
  function matches(asked) {
    const scored = index.list.map((word) => [word, likeness(asked, word)]).filter(([, how]) => how > 0);
    if (asked.length < 5 || scored.some(([, how]) => how >= GAP.part)) return scored;
    return [...index.list.filter((word) => slip(asked, word)).map((word) => [word, GAP.typo]), ...scored];
  }

  // Pages by how well they answer all the words together, the best first; then those for the site's own words.
  function search(text) {
    const asked = terms(text);
    const whole = index.same[asked.join(" ")];
    const meant = whole ? terms(whole) : asked.flatMap((one) => terms(index.same[one] || one));
    const own = rank(asked);
    if (meant.join() === asked.join()) return own;
    const more = rank(meant);
    return [...more, ...own.filter(([page]) => !more.some(([other]) => other === page))];
  }

  // A word that few pages answer counts for more than one that many do; words of a question hardly count.
  function rank(asked) {
    const telling = asked.filter((one) => !index.common.has(one));
    const words = telling.length ? telling : asked;
    let most = 0;
    const total = index.pages.length;
    const points = new Map();
    for (const one of asked) {
      const light = words.includes(one) ? 1 : LIGHT;
      const best = new Map();
      for (const [word, how] of matches(one)) {
        const places = index.words[word];
        const rare = Math.log(1 + (2 * total) / places.length);
        for (let at = 0, page = 0; at < places.length; at += 2) {
          const score = how * how * rare * places[at + 1];
          page += places[at];
          if (score > (best.get(page) || 0)) best.set(page, score);
        }
      }
      const counts = light * Math.log(1 + total / (best.size || 1));
      most += best.size ? counts : 0;
      for (const [page, score] of best) {
        const sum = points.get(page) || [0, 0];
        points.set(page, [sum[0] + light * score, sum[1] + counts]);
      }
    }
    const scored = [...points].map(([page, [score, hits]]) => {
      const said = Math.max(...index.titles[page].map((title) => title.filter((word) => asked.some((one) => likeness(one, word) >= GAP.end)).length / title.length));
      return [page, score * (hits / most) ** 2 * (1 + said) * index.pages[page][5]];
    });
    return scored.filter(([, score]) => score > 0).sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  }

  function marked(text, asked) {
    const made = document.createDocumentFragment();
    for (const part of text.split(/([\p{L}\p{N}]+)/u)) {
      const hit = part && terms(part).some((word) => asked.some((one) => one.length > 2 && likeness(one, word) >= GAP.end));
      made.append(hit ? Object.assign(document.createElement("mark"), { textContent: part }) : part);
    }
    return made;
  }

  const likes = (word, asked) => asked.some((one) => one.length > 2 && !index.common.has(one) && likeness(one, word) >= GAP.end);

  // Where a page says it: the paragraph around the first word that answers, and that word as it is spelt there.
  function excerpt(number, asked) {
    for (const text of texts?.[number] || []) {
      for (const { 0: word, index: at } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
        if (!terms(word).some((one) => likes(one, asked))) continue;
        const from = at > AROUND ? text.indexOf(" ", at - AROUND) + 1 : 0;
        const to = text.length > at + AROUND ? text.lastIndexOf(" ", at + AROUND) : text.length;
        return [`${from ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`, word];
      }
    }
    return ["", ""];
  }

  function shown([number], asked) {
    const [title, , address, summary, section, , ...heads] = index.pages[number];
    const item = document.createElement("li");
    const [said, word] = excerpt(number, asked);
    // The browser itself marks the word on the page that is reached.
    const link = Object.assign(document.createElement("a"), { href: new URL(word ? `${address}#:~:text=${encodeURIComponent(word)}` : address, root) });
    link.append(marked(title, asked));
    item.append(link);
    if (section) item.append(Object.assign(document.createElement("span"), { className: "result-section", textContent: section }));
    if (!whole) return item;
    const text = document.createElement("p");
    text.append(marked(said || summary, asked));
    item.append(text);
    const telling = asked.filter((one) => !index.common.has(one));
    for (let at = 0; at < heads.length; at += 2) {
      const words = terms(heads[at]);
      if (telling.length && telling.every((one) => words.some((word) => likeness(one, word) >= GAP.end))) {
        const part = Object.assign(document.createElement("a"), { href: new URL(`${address}#${heads[at + 1]}`, root), className: "result-part" });
        part.append(marked(heads[at], asked));
        item.append(part);
      }
    }
    return item;
  }

  function answer() {
    const asked = terms(box.value);
    list.hidden = !asked.length;
    if (!asked.length) { found.replaceChildren(); status.textContent = ""; return; }
    const pages = search(box.value);
    const many = pages.length === 1 ? box.dataset.one : box.dataset.many.replace("{n}", pages.length);
    found.replaceChildren(...pages.slice(0, whole ? most : MOST).map((one) => shown(one, asked)));
    if (more) more.hidden = pages.length <= most;
    status.textContent = pages.length ? many : box.dataset.none;
  }

  function keys(event) {
    const links = [...found.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { list.hidden = !whole; box.focus(); return; }
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to === undefined || !links.length) return;
    event.preventDefault();
    (links[to] || box).focus();
  }

  ready.then(() => {
    box.addEventListener("input", () => { most = STEP; answer(); });
    more?.addEventListener("click", () => {
      const last = found.children.length;
      most += STEP;
      answer();
      found.children[last]?.querySelector("a").focus();
    });
    box.form.addEventListener("keydown", keys);
    addEventListener("click", (event) => { if (!whole && !box.form.contains(event.target)) list.hidden = true; });
    if (whole) {
      box.form.addEventListener("submit", (event) => {
        event.preventDefault();
        history.replaceState(null, "", `?q=${encodeURIComponent(box.value)}`);
        answer();
      });
    }
    box.dataset.ready = "";
    answer();
    if (box.dataset.texts) json(box.dataset.texts).then((read) => { texts = read; answer(); });
  });
})();
