// The draft: what is typed, kept in this browser field by field, so that two tabs never undo each other.

const form = $("form", tool);
const sets = new Map($$("fieldset", form).map(set => [set.id, set]));
// Several sites may share one origin.
const prefix = `${root} `;
const draft = new Map();

let store = null;
try {
    store = window.localStorage;
    store.setItem(`${prefix}test`, "1");
    store.removeItem(`${prefix}test`);
} catch {
    store = null;
}
// What the browser had no room for.
const unkept = new Set();

const keptNames = () => Object.keys(store ?? {}).filter(key => key.startsWith(prefix));

/** Writes one field of the draft where the browser keeps it. */
const keep = (name, value) => {
    if (value) draft.set(name, value);
    else draft.delete(name);
    if (!store) return;
    try {
        if (value) store.setItem(prefix + name, value);
        else store.removeItem(prefix + name);
        unkept.delete(name);
    } catch {
        if (!unkept.size) say("full");
        unkept.add(name);
    }
    put($("#kept"), unkept.size ? "full" : "kept");
};

/** Takes one field as the browser keeps it, changed by another tab or by an earlier visit. */
const take = (name, value) => {
    if (value && isSound(name.split(".")[1], value)) draft.set(name, value);
    else draft.delete(name);
    show(name);
};

/** Shows one field of the draft in the form, if the form has it. */
const show = name => {
    const control = form.elements[name];
    if (!control) return;
    const value = draft.get(name) ?? "";
    if (control instanceof RadioNodeList) for (const radio of control) radio.checked = radio.value === value;
    else control.value = value;
};

/** Every answer that says something, by the id of its entry: those of entries that are gone too. */
const answers = () => {
    const found = new Map();
    for (const [name, value] of draft) {
        const [id, field] = name.split(".");
        if (!field) continue;
        if (!found.has(id)) found.set(id, Object.fromEntries(shape.fields.map(field => [field, ""])));
        found.get(id)[field] = value;
    }
    return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
};

/** The names of everything that the form can show. */
const names = () => new Set([...form.elements].map(control => control.name).filter(Boolean));

/** Replaces the whole draft. */
const replace = ({ organisation, answers }) => {
    const before = [...new Set([...draft.keys(), ...keptNames().map(key => key.slice(prefix.length))])];
    for (const name of before) keep(name, "");
    keep("organisation", organisation);
    for (const [id, answer] of answers) for (const field of shape.fields) keep(`${id}.${field}`, answer[field]);
    names().forEach(show);
};

const load = () => {
    for (const key of keptNames()) take(key.slice(prefix.length), store.getItem(key));
};
