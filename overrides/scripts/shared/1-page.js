// What every tool needs: what its page hands it, words, elements, and files to give back.

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

const tool = $(".tool");
const { site, root, locale } = document.body.dataset;
// Made by `macros/publish/worksheet/page.py`. What is said is a text in the page's language, or [language, text].
const { shape, words: wording, entries: given, axes, examples, source, address } = JSON.parse(tool.dataset.sheet);
/** The défis by their ids: `{ id, title, … }`. */
const entries = Object.fromEntries(given.id.map((id, row) =>
    [id, Object.fromEntries(Object.entries(given).map(([name, column]) => [name, column[row]]))]));
const { lang: language, dir } = document.documentElement;

const textOf = said => (typeof said === "string" ? said : said[1]);
const languageOf = said => (typeof said === "string" ? language : said[0]);
/** In a line from right to left, a Latin value keeps its own order (UAX #9, isolates). */
const isolated = value => (dir === "rtl" && /\p{Script=Latin}/u.test(value) ? `\u2068${value}\u2069` : value);

/** The words of the page for a key, their {placeholders} filled with `values`. */
const words = (key, values = {}) =>
    textOf(wording[key]).replace(/\{(\w+)\}/g, (placeholder, name) => isolated(values[name] ?? placeholder));

// What each défi is called: “Défi 7 : …”.
for (const entry of Object.values(entries)) {
    entry.name = words("name", { ...entry, title: textOf(entry.title) });
    entry.questions = entry.questions.match(/.{4}/g) ?? [];
}

/** Marks an element with the language of what is said in it. */
const mark = (element, said) => {
    if (languageOf(said) === language) return element;
    element.lang = languageOf(said);
    element.dir = "auto";
    return element;
};

/** Puts words into an element, unless they are there already. */
const put = (element, key, values) => {
    const text = words(key, values);
    if (element.textContent === text) return;
    element.textContent = text;
    mark(element, wording[key]);
};

/** A new element with its text or its children. */
const make = (name, ...children) => {
    const element = document.createElement(name);
    element.append(...children);
    return element;
};
/** A new element that says something. */
const saying = (name, said) => mark(make(name, textOf(said)), said);
/** A new element with words of the page. */
const wordy = (name, key, values) => mark(make(name, words(key, values)), wording[key]);
/** A new element with what a visitor wrote, in whatever direction it is. */
const written = (name, text) => {
    const element = make(name, text);
    element.dir = "auto";
    return element;
};
const classed = (name, element) => {
    element.className = name;
    return element;
};

/** A button that does something when it is pressed. */
const button = (key, act, values) => {
    const made = wordy("button", key, values);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
};

// The part of the page where the visitor last did something: what is said about that is said there.
let place = tool;
tool.addEventListener("click", ({ target }) => { place = target.closest("section") ?? tool; }, true);
tool.addEventListener("change", ({ target }) => { place = target.closest("section") ?? tool; }, true);

// What is about to be said: only the last of two things that follow at once.
let waiting;
/** Says something in the live region that is nearest, and what can be done about it. */
const say = (key, values, ...actions) => {
    clearTimeout(waiting);
    for (const region of $$(".said")) region.replaceChildren();
    const region = $(".said", place) ?? $(".said", tool);
    // Emptied first, so that the same words twice are said twice.
    waiting = setTimeout(() => region.replaceChildren(wordy("span", key, values), ...actions), 50);
};

/** Gives the visitor a file. */
const give = (name, type, content) => {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say("exported", { file: name });
};

/** `Musée de l’Écran` → `musee-de-l-ecran`: a part of a file's name. */
const slug = text =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
const fileName = (...parts) => parts.map(slug).filter(Boolean).join("-");

/** A day or a month (`2027-03`) as the page's language writes it. */
const day = text => new Date(text).toLocaleDateString(`${locale}-u-nu-latn`,
    text.length > 7 ? { dateStyle: "long", timeZone: "UTC" } : { year: "numeric", month: "long", timeZone: "UTC" });
const listed = (label, text) => words("labelled", { label, text });
/** The words for what a field holds. */
const valued = (field, value) => {
    if (field === "quand" && value) return day(value);
    if (field === "choix" && value) return words(value);
    if (field === "niveau" || field === "cible") return value && words(`niveau-${value}`);
    return field === "cout" && value ? words(`cout-${value}`) : value;
};

const showScripted = () => {
    for (const element of $$(".unscripted", tool)) element.remove();
    for (const element of $$(".scripted", tool)) element.hidden = false;
    tool.classList.add("live");
};
