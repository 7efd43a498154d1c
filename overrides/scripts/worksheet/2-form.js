// The form: 24 lines at first; what a choice asks for is made when it is made.

const sets = new Map($$("fieldset", form).map(set => [set.id, set]));
const TEXTS_OF_TWO_LINES = ["objectif", "premier_pas", "indicateur", "ecologie", "note"];

const choicesOf = field => ({ niveau: shape.levels, cible: shape.levels, cout: shape.costs })[field];

const optionsOf = field => {
    const select = make("select");
    for (const value of ["", ...choicesOf(field)]) {
        const option = make("option", valued(field, value) || "–");
        option.value = value;
        select.append(option);
    }
    return select;
};
const controlOf = field => {
    if (choicesOf(field)) return optionsOf(field);
    const control = make(field === "quand" ? "input" : "textarea");
    if (field === "quand") control.type = "date";
    else Object.assign(control, { rows: TEXTS_OF_TWO_LINES.includes(field) ? 2 : 1, dir: "auto" });
    return control;
};

/** A field with its label, and what may help to fill it. */
const fieldOf = (id, field, said, hint = "") => {
    const name = `${id}.${field}`;
    const control = controlOf(field);
    Object.assign(control, { id: name, name, value: draft.get(name) ?? "" });
    const label = saying("label", said);
    label.htmlFor = name;
    return classed(`field ${field}`, make("p", label, hint, control));
};

const hintOf = (key, ...texts) => {
    const items = texts.filter(Boolean).flatMap(text => [" ", saying("i", text)]);
    return items.length ? classed("hint", make("small", wordy("span", key), ...items)) : "";
};

/** The places for the answers to a défi's questions, and to those that are asked no more. */
const questionFields = id => {
    const { questions, asked } = entries[id];
    const old = [...draft.keys()].map(name => name.split(".q-"))
        .filter(([defi, key]) => defi === id && key && !questions.includes(key));
    return [
        ...questions.map((key, index) => fieldOf(id, `q-${key}`, asked[index])),
        ...old.map(([, key]) => fieldOf(id, `q-${key}`, wording["old-question"])),
    ];
};

const planFields = id => {
    const { step, sign, ecology } = entries[id];
    const hints = { premier_pas: ["ideas", step], indicateur: ["ideas", sign], ecologie: ["weigh", ...ecology] };
    return shape.plan.map(field => fieldOf(id, field, wording[field], hints[field] ? hintOf(...hints[field]) : ""));
};

const optionalFields = id => {
    const own = hintOf("own", entries[id].sign);
    const fields = shape.optional.map(field => fieldOf(id, field, wording[field], field === "niveau" ? own : ""));
    const details = make("details", wordy("summary", "optional"), ...fields);
    details.open = shape.optional.some(field => draft.get(`${id}.${field}`));
    return details;
};

/** Makes what a défi asks of those that it concerns, unless it is there. */
const buildPlan = id => {
    const set = sets.get(id);
    if ($(".plan", set)) return;
    const plan = [wordy("h4", "questions"), ...questionFields(id), wordy("h4", "plan"), ...planFields(id), optionalFields(id)];
    set.append(classed("plan", make("div", ...plan)));
};

/** Shows or hides the official wording and the summary of a défi. */
const toggleAbout = ({ currentTarget }) => {
    const set = currentTarget.closest("fieldset");
    const entry = entries[set.id];
    let about = $(".about", set);
    if (!about) {
        const link = wordy("a", "read", { kind: entry.name });
        link.href = entry.url;
        about = classed("about", make("div", ...onPaper(presented(entry)), make("p", link)));
        about.hidden = true;
        currentTarget.after(about);
    }
    about.hidden = !about.hidden;
    currentTarget.setAttribute("aria-expanded", !about.hidden);
};
const addAbout = () => {
    for (const set of sets.values()) {
        const opener = classed("quiet", button("about", toggleAbout));
        opener.setAttribute("aria-expanded", "false");
        $(".choice", set).after(opener);
    }
};

/** Shows one field of the draft in the form, if the form has it. */
const showField = name => {
    const value = draft.get(name) ?? "";
    const [id, field] = name.split(".");
    if (field === "choix" && sets.has(id) && value === "maintenant") buildPlan(id);
    const control = form.elements[name];
    if (!control) return;
    if (control instanceof RadioNodeList) for (const radio of control) radio.checked = radio.value === value;
    else control.value = value;
};

/** Shows the whole draft. */
const showForm = () => {
    for (const plan of $$(".plan", form)) plan.remove();
    for (const control of form.elements) if (control.name) showField(control.name);
};
