// Looks for words in the index that Zola writes. All words must be in a page; no library, any language.
const form = document.querySelector(".search");
const [input, list] = [form.querySelector("input"), form.querySelector("ul")];
const MOST = 20;
let index;

const folded = (text) => (text || "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

async function load() {
  const pages = await (await fetch("/search_index.en.json")).json();
  return pages
    .filter((page) => page.title)
    .map((page) => ({ ...page, words: folded(`${page.title} ${page.body}`) }));
}

async function show() {
  const words = folded(input.value).split(/\s+/).filter(Boolean);
  index ??= load();
  const pages = await index;
  const fits = words.length ? pages.filter((page) => words.every((word) => page.words.includes(word))) : [];
  const row = ({ title, url }) => {
    const [item, link] = [document.createElement("li"), document.createElement("a")];
    link.textContent = title;
    link.href = new URL(url).pathname;
    item.append(link);
    return item;
  };
  list.replaceChildren(...fits.slice(0, MOST).map(row));
  if (words.length && !fits.length) list.append(form.dataset.missing);
}

input.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
