// What every tool needs: the words that its page holds, and files to give back.

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

const language = document.documentElement.lang;
// How the page writes dates: `en-GB`.
const locale = document.body.dataset.locale;
const wording = new Map($$("b", $("#words").content).map(word => [word.dataset.key, word]));

/** The words of the page for a key, their {placeholders} filled with `values`. */
const words = (key, values = {}) =>
    wording.get(key).textContent.replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? placeholder);

/** Puts words into an element, marked with the language they are in, unless they are there already. */
const put = (element, key, values) => {
    const text = words(key, values);
    if (element.textContent === text) return;
    element.lang = wording.get(key).lang || language;
    element.textContent = text;
};

/** Says something in the live region of the page. */
const say = (key, values) => {
    // Emptied first, so that the same words twice are said twice.
    $("#said").textContent = "";
    setTimeout(() => put($("#said"), key, values), 50);
};

/** A new element with its text or its children. */
const make = (name, ...children) => {
    const element = document.createElement(name);
    element.append(...children);
    return element;
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
};

/** `Musée de l’Écran` → `musee-de-l-ecran`: a part of a file's name. */
const slug = text =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60);
