// The search page. Pagefind is fetched when somebody starts typing. Results are links made of
// text nodes: nothing found is ever read as HTML. The words shown come from the page's template.
const BATCH = 4, PAUSE = 300, ANCHORS = 3;
// “l’” and “qu’”: the index has the words that follow them.
const ELISION = /(?<!\p{L})\p{L}{1,2}['’](?=\p{L}{2})/gu;
const form = document.getElementById("search"), field = form.elements.q;
const without = document.getElementById("search-without");
const status = document.getElementById("search-status"), list = document.getElementById("search-results");
const words = document.getElementById("search-words").content;
const address = new URL(form.dataset.engine, location.href);
let engine, timer, more, turn = 0;

// The nodes of one of the page's phrases, its {placeholders} filled.
const phrase = (name, values = {}) => {
  const copy = words.querySelector(`[data-word=${name}]`).cloneNode(true);
  const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  return [...copy.childNodes];
};

const element = (name, ...children) => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};

// The index has the apostrophe of keyboards.
const typeset = text => text.replaceAll("'", "’");

const link = (href, text) => Object.assign(element("a", typeset(text)), { href });

// Pagefind's excerpt, where only <mark> is HTML and < and > are escaped; an ellipsis where it cuts the text.
const passage = ({ excerpt, plain_excerpt: plain, raw_content: text }) => [
  text.startsWith(plain) ? "" : "… ",
  ...excerpt.split(/<\/?mark>/).map((part, index) => {
    const shown = typeset(part).replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    return index % 2 ? element("mark", shown) : shown;
  }),
  text.endsWith(plain) ? "" : " …",
];

const load = async () => {
  const pagefind = await import(address);
  // Without its worker, which would be one more file as large.
  return pagefind.createInstance({ noWorker: true, ranking: { metaWeights: { title: 5, kind: 5, words: 2, address: 0 } } });
};

const item = (data, fields = []) => {
  const { url, meta } = data;
  const target = meta.address ? new URL(meta.address, new URL("../", address)).href : url;
  const made = element("li", link(target, meta.title));
  if (meta.kind) made.append(" ", element("small", typeset(meta.kind)));
  made.append(element("p", ...passage(data)));
  if (!meta.address && fields.includes("words") && !fields.includes("title")) made.append(element("p", ...phrase("word")));
  const parts = meta.address ? [] : data.sub_results.filter(part => part.anchor).slice(0, ANCHORS);
  if (parts.length) {
    const links = parts.flatMap(part => [" ", link(part.url, part.title)]);
    made.append(element("p", ...phrase("within"), ...links));
  }
  return made;
};

// Adds results to the list, and the button that adds the next ones.
const show = async (results, from, mine) => {
  const next = results.slice(from, from + BATCH);
  const data = await Promise.all(next.map(result => result.data()));
  if (mine !== turn) return null;
  const items = next.map((result, index) => item(data[index], result.matchedMetaFields));
  list.append(...items);
  more?.remove();
  if (results.length > from + BATCH) {
    more = words.querySelector("button").cloneNode(true);
    more.addEventListener("click", async () => {
      const added = await show(results, from + BATCH, mine);
      added?.[0].querySelector("a").focus();
    });
    list.after(more);
  }
  return items;
};

const clear = (...said) => {
  list.replaceChildren();
  more?.remove();
  status.replaceChildren(...said);
};

const search = async () => {
  const query = field.value.trim(), mine = ++turn;
  const here = new URL(location.href);
  if (query) here.searchParams.set("q", query);
  else here.searchParams.delete("q");
  history.replaceState(null, "", here);
  if (!query) return clear();
  try {
    const { results } = await (await (engine ??= load())).search(query.replace(ELISION, ""));
    if (mine !== turn) return;
    if (!results.length) return clear(...phrase("none", { query }));
    clear();
    await show(results, 0, mine);
    const count = results.length.toLocaleString(document.documentElement.lang);
    if (mine === turn) status.replaceChildren(...phrase("count", { query, count }));
  } catch {
    engine = undefined;
    if (mine === turn) clear(...phrase("offline"));
  }
};

if (location.protocol === "file:") {
  without.replaceChildren(...phrase("offline"));
} else {
  without.remove();
  form.hidden = false;
  field.addEventListener("input", () => {
    // Should it fail, the search that follows says so.
    (engine ??= load()).catch(() => {});
    if (!status.hasChildNodes()) status.replaceChildren(...phrase("loading"));
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  field.value = new URL(location.href).searchParams.get("q") ?? "";
  if (field.value) search();
}
