// The drafts: what is typed, kept in this browser field by field, so that two tabs never undo each other.
//
// A key is the site's address, a space and a field's name: `https://…/ defi-07.objectif`. That is where version 1 kept
// its one draft, which is still there. Another strategy's keys have its name before: `https://…/ 5f3a… defi-07.objectif`.
// In a field's name, `q-` begins the hash of a question, and `~` ends what others wrote there, a list in JSON.

const form = $("form", tool);
// Several sites may share one origin.
const prefix = `${root} `;
const SETTINGS = "@";
let current = "";
// The strategy that is open, by the names of its fields.
const draft = new Map();

let store = null;
try {
    store = window.localStorage;
    store.setItem(`${prefix}${SETTINGS} test`, "1");
    store.removeItem(`${prefix}${SETTINGS} test`);
} catch {
    store = null;
}
// What the browser has no room for, or refuses to keep.
const unkept = new Map();

const keyOf = (name, strategy = current) => prefix + (strategy && `${strategy} `) + name;
/** The strategy and the field of a key. */
const partsOf = key => {
    const parts = key.slice(prefix.length).split(" ");
    return parts.length > 1 ? parts : ["", ...parts];
};
const keptKeys = () => [...new Set([...Object.keys(store ?? {}), ...unkept.keys()])].filter(key => key.startsWith(prefix));
const keptAt = key => unkept.get(key) ?? store?.getItem(key) ?? "";

/** Writes a value where the browser keeps it; an empty one is not kept. */
const write = (key, value) => {
    unkept.delete(key);
    try {
        if (value) store.setItem(key, value);
        else store.removeItem(key);
    } catch {
        if (value) unkept.set(key, value);
    }
    showKept();
};

const showKept = () => put($("#kept"), store ? (unkept.size ? "full" : "kept") : "not-kept");

/** Writes one field of the open strategy. */
const keep = (name, value) => {
    if (value) draft.set(name, value);
    else draft.delete(name);
    write(keyOf(name), value);
};

const isKeepable = (name, value) => {
    if (!name.endsWith("~")) return isSound(name.split(".")[1], value);
    try {
        return Array.isArray(JSON.parse(value));
    } catch {
        return false;
    }
};
/** Takes one field as the browser keeps it, changed by another tab or by an earlier visit. */
const take = (name, value) => {
    if (value && isKeepable(name, value)) draft.set(name, value);
    else draft.delete(name);
    showField(name);
};

/** What others wrote in a field. */
const othersAt = name => JSON.parse(draft.get(`${name}~`) ?? "[]");
const keepOthers = (name, texts) => keep(`${name}~`, texts.length ? JSON.stringify(texts) : "");

/** Every strategy that is kept, by what its keys begin with. */
const kept = () => [...new Set([...keptKeys().map(key => partsOf(key)[0]), current])].filter(name => name !== SETTINGS).sort();
const nameOf = strategy => {
    const given = ["organisation", "nom"].map(name => keptAt(keyOf(name, strategy)).trim()).filter(Boolean);
    return given.join(" – ") || words("unnamed");
};

const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, "0")).join("");
/** The id of the open strategy in every file of it: made when it is first needed. */
const strategyId = () => {
    if (!draft.get("id")) keep("id", random());
    return draft.get("id");
};

/** Opens another strategy. */
const open = strategy => {
    current = strategy;
    draft.clear();
    for (const key of keptKeys()) {
        const [name, field] = partsOf(key);
        if (name === current && field && isKeepable(field, keptAt(key))) draft.set(field, keptAt(key));
    }
    write(keyOf("open", SETTINGS), current);
    showForm();
    refresh();
};

/** Every answer that says something, by the id of its entry: those of entries that are gone too. */
const answers = () => {
    const found = {};
    for (const [name, value] of [...draft].sort()) {
        const [id, field] = name.split(".");
        if (!field) continue;
        found[id] ??= { ...Object.fromEntries(shape.fields.map(name => [name, ""])), questions: {}, autres: {} };
        if (field.endsWith("~")) found[id].autres[field.slice(0, -1)] = JSON.parse(value);
        else if (field.startsWith("q-")) found[id].questions[field.slice(2)] = value;
        else found[id][field] = value;
    }
    return found;
};

/** A strategy as the names and values of its fields. */
const fieldsOf = ({ id, nom, organisation, autres, reponses }) => {
    const found = { id, nom, organisation };
    const add = (start, others) => {
        for (const [field, texts] of Object.entries(others)) found[`${start}${field}~`] = JSON.stringify(texts);
    };
    add("", autres);
    for (const [defi, { questions, autres, ...answer }] of Object.entries(reponses)) {
        for (const [field, value] of Object.entries(answer)) found[`${defi}.${field}`] = value;
        for (const [key, value] of Object.entries(questions)) found[`${defi}.q-${key}`] = value;
        add(`${defi}.`, autres);
    }
    return found;
};

// What was kept before each thing that erased or replaced some of it, the last at the end.
const past = [];
/** Does something that erases or replaces, and says so; what was kept before can be had back. */
const undoably = (act, key, values) => {
    past.push({ current, all: keptKeys().map(key => [key, keptAt(key)]) });
    const filled = act() ?? values;
    refresh();
    say(key, filled, button("undo", undo));
};
const undo = () => {
    const { current: before, all } = past.pop();
    for (const key of keptKeys()) write(key, "");
    for (const [key, value] of all) write(key, value);
    open(before);
    say("undone");
    $("#draft").focus();
};
