// The search page. Results are clones of what the page holds, and text nodes: nothing found is ever read as HTML.
// The words shown come from the page's template.

const BATCH = 8, PAUSE = 300;
const form = document.getElementById("search"), field = form.elements.q;
const status = document.getElementById("search-status"), list = document.getElementById("search-results");
const whole = document.getElementById("search-whole");
const words = document.getElementById("search-words").content;
let timer, more, turn = 0;

// The nodes of one of the page's phrases, its {placeholders} filled. What fills them may be written the other way.
const phrase = (name, values = {}) => {
    const copy = words.querySelector(`[data-word=${name}]`).cloneNode(true);
    const texts = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\{(\w+)\}/g, (_, key) => `\u2068${values[key]}\u2069`);
    return [...copy.childNodes];
};

const element = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
};

// Marks the words that were found in an element; how rare they are, all together.
const mark = (holder, found) => {
    const seen = new Map();
    const texts = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT), nodes = [];
    while (texts.nextNode()) nodes.push(texts.currentNode);
    for (const node of nodes) {
        const pieces = [];
        let at = 0;
        for (const { 0: written, index } of node.data.matchAll(WORD)) {
            const known = [...variants(plain(written))].find(word => found.has(word));
            if (!known) continue;
            seen.set(known, found.get(known));
            pieces.push(node.data.slice(at, index), element("mark", written));
            at = index + written.length;
        }
        node.replaceWith(...pieces, node.data.slice(at));
    }
    return [...seen.values()].reduce((sum, rarity) => sum + rarity, 0);
};

// An entry as a result: with the line that says most of what was looked for.
const result = found => entry => {
    const item = entry.cloneNode(true);
    let best, most = 0;
    for (const line of item.querySelectorAll("p")) {
        const rarity = mark(line, found);
        if (rarity > most) [best, most] = [line, rarity];
        line.remove();
    }
    const named = mark(element("p", ...entry.cloneNode(true).querySelectorAll("a, small")), found);
    if (best) item.append(best);
    else if (!named && entry.dataset.id) item.append(element("p", ...phrase("word")));
    return item;
};

// Adds results to the list, and the button that adds the next ones.
const show = async (found, make, mine, from = 0) => {
    const items = await Promise.all(found.slice(from, from + BATCH).map(make));
    if (mine !== turn) return null;
    list.append(...items);
    more?.remove();
    if (found.length > from + BATCH) {
        more = words.querySelector("button").cloneNode(true);
        more.addEventListener("click", async () => (await show(found, make, mine, from + BATCH))?.[0].querySelector("a").focus());
        list.after(more);
    }
    return items;
};

const clear = (...said) => {
    list.replaceChildren();
    more?.remove();
    status.replaceChildren(...said);
};

// Shows what a query finds, then says how much that is.
const tell = async (query, found, make, mine) => {
    clear();
    const items = await show(found, make, mine);
    const count = found.length.toLocaleString(document.body.dataset.locale);
    if (items) status.replaceChildren(...phrase(found.length ? "count" : "none", { query, count }));
    return items;
};

const search = () => {
    const query = field.value.trim(), mine = ++turn;
    const here = new URL(location.href);
    if (query) here.searchParams.set("q", query);
    else here.searchParams.delete("q");
    history.replaceState(null, "", here);
    whole.hidden = !query;
    if (!query) return clear();
    const { found, words, query: understood } = lookUp(query);
    tell(found.length ? understood : query, found, result(words), mine);
};

document.getElementById("search-without").remove();
form.hidden = false;
field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
});
form.addEventListener("submit", event => {
    event.preventDefault();
    clearTimeout(timer);
    search();
});
// Whoever follows a link to a part of the page has come for that.
if (!location.hash) field.focus({ preventScroll: true });
