// The whole text, by Pagefind: fetched when somebody asks for it. A page in a folder cannot fetch anything.

const ANCHORS = 3;
// “l’” and “qu’”: its index has the words that follow them.
const ELISION = /(?<!\p{L})\p{L}{1,2}['’](?=\p{L}{2})/gu;
const engineAddress = new URL(form.dataset.engine, location.href);
let engine;

const load = async () => {
    const pagefind = await import(engineAddress);
    // Without its worker, which would be one more file as large.
    return pagefind.createInstance({ noWorker: true, ranking: { metaWeights: { title: 5, kind: 5, words: 2, address: 0 } } });
};

// Its index has the apostrophe of keyboards.
const typeset = text => text.replaceAll("'", "’");

const link = (href, text) => Object.assign(element("a", typeset(text)), { href });

// Its excerpt, where only <mark> is HTML and < and > are escaped; an ellipsis where it cuts the text.
const passage = ({ excerpt, plain_excerpt: plain, raw_content: text }) => [
    text.startsWith(plain) ? "" : "… ",
    ...excerpt.split(/<\/?mark>/).flatMap((part, index) => {
        const shown = typeset(part).replaceAll("&lt;", "<").replaceAll("&gt;", ">");
        // It marks the comma after a word as well.
        return index % 2 ? shown.split(/([\p{L}\p{N}].*[\p{L}\p{M}\p{N}])/u).map((text, at) => at % 2 ? element("mark", text) : text) : [shown];
    }),
    text.endsWith(plain) ? "" : " …",
];

const wholeResult = async found => {
    const { url, meta, sub_results: parts, ...text } = await found.data();
    const item = element("li", link(meta.address ? new URL(meta.address, new URL("../", engineAddress)).href : url, meta.title));
    if (meta.kind) item.append(" ", element("small", typeset(meta.kind)));
    item.append(element("p", ...passage(text)));
    if (meta.address) return item;
    const fields = found.matchedMetaFields ?? [];
    if (fields.includes("words") && !fields.includes("title")) item.append(element("p", ...phrase("word")));
    const links = parts.filter(part => part.anchor).slice(0, ANCHORS).flatMap(part => [" ", link(part.url, part.title)]);
    if (links.length) item.append(element("p", ...phrase("within"), ...links));
    return item;
};

// What it finds. It shortens a word that it does not know, down to a letter: that is no result.
const ask = async query => {
    const { results } = await (await (engine ??= load())).search(query.replace(ELISION, ""));
    if (!results.length) return results;
    const { excerpt, meta } = await results[0].data();
    const every = text => split(text).flatMap(word => [...variants(plain(word))]);
    const begun = every(query).map(word => word.slice(0, 3));
    const found = every([...excerpt.match(/(?<=<mark>)[^<]+/g) ?? [], ...Object.values(meta)].join(" "));
    return found.some(word => begun.some(one => word.startsWith(one))) ? results : [];
};

const searchWhole = async () => {
    const typed = field.value.trim(), mine = ++turn;
    clear(...phrase("loading"));
    try {
        let query = typed, results = await ask(query);
        if (!results.length) results = await ask(query = lookUp(typed).query || typed);
        if (mine !== turn) return;
        const items = await tell(results.length ? query : typed, results, wholeResult, mine);
        if (mine !== turn) return;
        whole.hidden = true;
        (items?.[0]?.querySelector("a") ?? field).focus();
    } catch {
        engine = undefined;
        if (mine === turn) clear(...phrase("offline"));
    }
};

if (location.protocol === "file:") whole.replaceChildren(...phrase("offline"));
else whole.firstElementChild.addEventListener("click", searchWhole);

field.value = new URL(location.href).searchParams.get("q") ?? "";
if (field.value) search();
