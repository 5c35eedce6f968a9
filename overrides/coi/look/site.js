// Adds what a page can do beyond reading. Without it every text, figure, table and link is there all the same.
// Nothing is stored before the reader chooses light or dark or writes in a worksheet, and nothing is ever sent.
(() => {
  "use strict";
  const root = document.documentElement;
  const store = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private windows may refuse */ } },
    drop: (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } },
  };

  // Before the first picture of the page, so that a chosen scheme does not flash.
  const chosen = store.get("scheme");
  if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;

  const dark = () => (root.dataset.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

  function scheme() {
    const button = document.querySelector(".scheme");
    if (!button) return;
    const name = () => button.setAttribute("aria-label", dark() ? button.dataset.light : button.dataset.dark);
    button.hidden = false;
    name();
    button.addEventListener("click", () => {
      root.dataset.scheme = dark() ? "light" : "dark";
      store.set("scheme", root.dataset.scheme);
      name();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
  }

  // Beside the text there is room for the contents; above it they stay folded until asked for.
  function rail() {
    const wide = matchMedia("(min-width: 64rem)");
    const set = () => document.querySelectorAll(".rail details").forEach((one) => { one.open = wide.matches || one.dataset.open === "always"; });
    set();
    wide.addEventListener("change", set);
  }

  // A table wider than its box can be scrolled with the keyboard, whatever made it so: an unfolding, a font, a turned phone.
  function tables() {
    const set = (box) => {
      const wide = box.scrollWidth > box.clientWidth;
      const named = box.querySelector("caption") || box.closest("section[data-of]")?.querySelector("h2, h3") || document.querySelector("h1");
      for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", named?.textContent]]) {
        if (wide) box.setAttribute(name, value); else box.removeAttribute(name);
      }
    };
    const sizes = new ResizeObserver((seen) => new Set(seen.map(({ target }) => target.closest(".table-scroll, .figure__table"))).forEach(set));
    document.querySelectorAll(".table-scroll, .figure__table").forEach((box) => { for (const one of [box, ...box.children]) sizes.observe(one); });
  }

  // What is written in a worksheet waits in this browser, under the address of its page, until it is cleared.
  function worksheets() {
    document.querySelectorAll(".worksheet").forEach((sheet) => {
      const key = `worksheet ${location.pathname}#${sheet.id}`;
      const fields = [...sheet.querySelectorAll("textarea, input")];
      const button = sheet.querySelector(".worksheet-clear");
      const paper = sheet.querySelector(".worksheet-print");
      paper.hidden = false;
      paper.addEventListener("click", () => {
        sheet.classList.add("printed");
        print();
        sheet.classList.remove("printed");
      });
      const read = (field) => (field.type === "checkbox" ? field.checked : field.value);
      const write = (field, value) => { if (field.type === "checkbox") field.checked = value === true; else field.value = value || ""; };
      const filled = () => fields.some(read);
      const show = () => { if (button) button.hidden = !filled(); };
      try {
        const kept = JSON.parse(store.get(key) || "{}");
        fields.forEach((field) => { if (field.id in kept) write(field, kept[field.id]); });
      } catch { store.drop(key); }
      show();
      sheet.addEventListener("input", () => {
        if (filled()) store.set(key, JSON.stringify(Object.fromEntries(fields.map((field) => [field.id, read(field)]))));
        else store.drop(key);
        show();
      });
      button?.addEventListener("click", () => {
        if (!confirm(button.dataset.sure)) return;
        fields.forEach((field) => write(field, false));
        store.drop(key);
        show();
        fields[0]?.focus();
      });
    });
  }

  // Nothing of the search is fetched before a reader goes to its box, or comes to its page with words.
  // Where there is no room for the box, the magnifier opens it over the header; so do the keys / and s.
  function search() {
    const box = document.querySelector('input[type="search"]');
    if (!box) return;
    const fetched = () => document.head.append(Object.assign(document.createElement("script"), { src: box.dataset.script }));
    const words = document.querySelector(".kind-search") && new URLSearchParams(location.search).get("q");
    if (words) { box.value = words; fetched(); } else box.addEventListener("focus", fetched, { once: true });
    const hidden = () => !box.offsetParent;
    const open = () => { box.form.classList.toggle("open", hidden()); box.focus(); };
    box.form.addEventListener("click", (event) => { if (hidden()) { event.preventDefault(); open(); } });
    box.form.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !box.form.contains(relatedTarget)) box.form.classList.remove("open"); });
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.form.contains(event.target)) box.form.classList.remove("open");
      if (!["/", "s"].includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      event.preventDefault();
      open();
    });
  }

  // The menu of narrow screens lies over the page: it closes when the keyboard leaves it.
  function menu() {
    const one = document.querySelector(".menu");
    one?.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !one.contains(relatedTarget)) one.open = false; });
    one?.addEventListener("keydown", ({ key }) => { if (key === "Escape") { one.open = false; one.firstElementChild.focus(); } });
  }

  // The other language opens at the same heading, and with the words of the search.
  function languages() {
    document.querySelectorAll(".coi-languages a").forEach((link) => link.addEventListener("click", () => {
      link.hash = location.hash;
      const box = document.querySelector(".kind-search input[type=search]");
      if (box?.value) link.search = `?q=${encodeURIComponent(box.value)}`;
    }));
  }

  // The contents mark the heading that was passed last.
  function place() {
    const links = [...document.querySelectorAll('.rail a[href^="#"]')];
    const heads = links.map((one) => document.getElementById(decodeURIComponent(one.hash.slice(1))));
    if (!links.length) return;
    const mark = () => {
      const at = heads.findLastIndex((one) => one && one.getBoundingClientRect().top < innerHeight / 6);
      links.forEach((one, number) => { if (number === at) one.setAttribute("aria-current", "location"); else one.removeAttribute("aria-current"); });
    };
    const seen = new IntersectionObserver(mark, { rootMargin: "0px 0px -83% 0px" });
    heads.forEach((one) => one && seen.observe(one));
  }

  // The list of indicators can be put in another order.
  function sorting() {
    const list = document.querySelector(".indicator-list");
    const box = document.querySelector(".sorting");
    if (!box) return;
    const rows = [...list.children];
    box.hidden = false;
    box.querySelector("select").addEventListener("change", ({ target: { value } }) => {
      list.append(...(+value ? rows.toSorted((one, other) => other.dataset[value] - one.dataset[value]) : rows));
    });
    box.closest("form").addEventListener("reset", () => list.append(...rows));
  }

  // A definition that covers the text can be put away with Escape without moving on.
  function terms() {
    addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      if (location.hash.startsWith("#meaning-")) location.hash = location.hash.replace("meaning", "word");
      root.dataset.meanings = "off";
    });
    const show = ({ target }) => { if (target.closest?.(".term")) delete root.dataset.meanings; };
    addEventListener("pointerover", show);
    addEventListener("focusin", show);
  }

  // What a figure says of itself can be copied, and its address shared, where the browser lets a page do so.
  function figures() {
    document.querySelectorAll("button[data-copies]").forEach((button) => {
      button.hidden = !navigator.clipboard;
      const name = button.textContent;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
        button.textContent = button.dataset.copied;
        setTimeout(() => { button.textContent = name; }, 2000);
      });
    });
    document.querySelectorAll("button[data-shares]").forEach((button) => {
      button.hidden = !navigator.share;
      button.addEventListener("click", () => navigator.share({ title: document.title, url: button.dataset.shares }).catch(() => {}));
    });
  }

  document.addEventListener("DOMContentLoaded", () => { search(); figures(); languages(); menu(); scheme(); rail(); place(); sorting(); tables(); worksheets(); terms(); });
})();
