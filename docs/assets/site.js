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

  // A table wider than the page can be scrolled with the keyboard.
  function tables() {
    const set = () => document.querySelectorAll(".table-scroll").forEach((box) => {
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0; else box.removeAttribute("tabindex");
    });
    set();
    addEventListener("resize", set);
  }

  document.addEventListener("DOMContentLoaded", () => { scheme(); rail(); tables(); });
})();
