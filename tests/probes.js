// What the tests of the look ask a page. Loaded once a page; each probe answers with plain values.
window.probes = {
  // How much wider the page is than its window.
  wider: () => document.documentElement.scrollWidth - document.documentElement.clientWidth,

  // The next time the page is painted: what watches sizes has seen to it by then.
  painted: () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }),

  // Everything that can be unfolded, unfolded.
  unfold: () => document.querySelectorAll("details").forEach((one) => { one.open = true; }),

  // Another page of the site in the place of this one, read and set up as if it had been opened: all pages
  // share their head's styles and script, and a page that does not is told. A tenth of the time of a visit.
  swap: async (address) => {
    const shared = (page) => [...page.querySelectorAll("head > style, head > script:not([type])")]
      .map((one) => one.textContent.replaceAll(/url\((\.+\/)*/g, "url(")).join("\n");
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || shared(page) !== shared(document)) return [`another head: ${answer.status} ${shared(page).slice(0, 60)}`];
    document.documentElement.lang = page.documentElement.lang;
    document.body.replaceWith(page.body);
    document.dispatchEvent(new Event("DOMContentLoaded"));
    return [];
  },

  // What is wrong with the width of the page, folded and unfolded.
  misfits: async () => {
    const wide = [probes.wider()];
    probes.unfold();
    wide.push(probes.wider());
    await probes.painted();
    return [
      ...wide.filter((one) => one > 0).map((one) => `wider by ${one} px`),
      ...probes.unreached().map((one) => `no key reaches ${one}`),
    ];
  },

  // The same of many pages, one after the other.
  misfitting: async (addresses) => {
    const told = {};
    for (const one of addresses) {
      const found = [...await probes.swap(one), ...await probes.misfits()];
      if (found.length) told[one] = found;
    }
    return told;
  },

  // Boxes that scroll sideways and that no key reaches.
  unreached: () => [...document.querySelectorAll("body *")]
    .filter((one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth)
    .filter((one) => ![one, ...one.querySelectorAll("a[href], button, input, textarea, summary")].some((inner) => inner.tabIndex >= 0))
    .map((one) => one.outerHTML.slice(0, 120)),

  // Boxes that cut off what they hold.
  clipped: () => [...document.querySelectorAll("main *, header *, footer *")]
    .filter((one) => one.checkVisibility() && !one.closest(".unseen, .table-scroll, svg, .figure__drawing"))
    .filter((one) => one.clientWidth > 1) // what only a screen reader meets is a pixel wide
    .filter((one) => getComputedStyle(one).overflow === "hidden" && one.scrollWidth > one.clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120)),

  // What paper would cut: boxes that hold more than they show, and what stands past the right edge.
  cut: () => [...document.querySelectorAll("main, main *")]
    .filter((one) => one.checkVisibility() && !one.closest(".unseen, svg *") && one.clientWidth > 1)
    .filter((one) => (getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1)
      || one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120)),

  // Figures that do not show their title, drawing, numbers or source.
  bare: () => [...document.querySelectorAll(".figure:not(.case-path)")].flatMap((figure) =>
    ["figcaption", "svg", "td", ".figure__source"]
      .filter((part) => ![...figure.querySelectorAll(part)].some((one) => one.getBoundingClientRect().width > 1))
      .map((part) => `${figure.id}: ${part}`)),

  // Targets under 24 px a side; those within a line of text are excused, as WCAG 2.5.8 does.
  small: () => [...document.querySelectorAll("a, button, input, textarea, summary")]
    .filter((one) => one.checkVisibility() && !one.closest("p, dd, td, th, sup, figcaption, .prose li, .unseen, .skip"))
    .filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width && (box.width < 24 || box.height < 24);
    })
    .map((one) => one.outerHTML.slice(0, 120)),

  // How much of the page has moved by itself.
  shift: () => new Promise((done) => {
    let sum = 0;
    const add = (list) => list.getEntries().forEach((one) => { if (!one.hadRecentInput) sum += one.value; });
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 600);
  }),

  // All text with the spacing of WCAG 1.4.12, as a reader's own style sheet gives it.
  space: () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
      word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets.push(sheet);
  },

  // Where the focus is and whether a reader sees it; null at the end of the page.
  stop: () => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const box = one.getClientRects()[0]; // the first line of a link that is broken over lines
    const ringed = (which) => {
      const style = getComputedStyle(which);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 40) / 2);
    return {
      what: one.outerHTML.slice(0, 90),
      ringed: ringed(one) || ringed(one.closest(".search") || one),
      covered: Boolean(at && !one.contains(at) && !at.contains(one)),
      inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  },
};
