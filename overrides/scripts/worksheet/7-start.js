// What happens when the visitor types, presses a button, opens a file, prints, or uses another tab.

const EXPORTS = {
    json: ["application/json", asJson],
    odt: [TYPE, asDocument],
    md: ["text/markdown;charset=utf-8", () => asMarkdown(documentPieces())],
    ics: ["text/calendar;charset=utf-8", () => asCalendar([{ name: organisation() || site, strategy: asStrategy() }])],
};

const startNew = () => {
    open(random());
    $("#organisation").focus();
};
/** Last year's strategy as the next one: its dates and its name are its own. */
const copy = () => {
    const name = nameOf(current);
    const { id, nom, ...fields } = Object.fromEntries(draft);
    open(random());
    for (const [field, value] of Object.entries(fields)) if (!field.endsWith(".quand")) keep(field, value);
    keep("nom", words("copied", { name }));
    showForm();
    return { name };
};
const discard = () => {
    const name = nameOf(current);
    for (const key of keptKeys()) if (partsOf(key)[0] === current) write(key, "");
    open(kept().find(strategy => strategy !== current) ?? "");
    return { name };
};
const erase = () => {
    for (const key of keptKeys()) write(key, "");
    open("");
};
const openExample = ({ id, organisation, plans }) => {
    open(`exemple-${id}`);
    keep("organisation", organisation);
    for (const [defi, plan] of Object.entries(plans)) {
        keep(`${defi}.choix`, "maintenant");
        keep(`${defi}.revision`, entries[defi].revision);
        for (const [field, value] of Object.entries(plan)) keep(`${defi}.${field}`, value);
    }
    showForm();
};

const ACTS = {
    "new": startNew,
    "copy": () => undoably(copy, "copied"),
    "discard": () => undoably(discard, "discarded"),
    "erase": () => undoably(erase, "erased"),
    "before": () => turnBy(-1),
    "after": () => turnBy(1),
    "view": () => show(documentPieces()),
    "print": () => show(documentPieces(), true),
    "pack": () => show(packPieces(), true),
};
for (const example of examples) {
    ACTS[`example-${example.id}`] = () => undoably(() => openExample(example), "example-opened");
}

form.addEventListener("input", ({ target }) => {
    if (!target.name) return;
    keep(target.name, target.value);
    const [id, field] = target.name.split(".");
    if (field === "choix") showField(target.name);
    if (field) {
        // The answer is to the entry as it is today; an answer taken back is to nothing.
        const revision = draft.get(`${id}.revision`) ?? entries[id].revision;
        const isEmpty = ![...draft.keys()].some(name => name.startsWith(`${id}.`) && !name.endsWith(".revision"));
        keep(`${id}.revision`, isEmpty ? "" : revision);
        turnTo(id);
    }
    refresh();
});

// A button may hold words in another script: whoever presses those presses it.
form.addEventListener("click", ({ target }) => {
    const { value } = target.closest("button[value]") ?? {};
    if (value in ACTS) ACTS[value]();
    else if (value in EXPORTS) {
        const [type, content] = EXPORTS[value];
        const made = content();
        if (made) give(`${fileName(site, organisation(), "strategie")}.${value}`, type, made);
        else say("no-dates");
    }
});
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("focusin", ({ target }) => {
    const set = target.closest("fieldset");
    if (set && !set.classList.contains("turned")) turnTo(set.id);
});
$("#file").addEventListener("change", ({ target }) => openFile(target));
$("#draft").addEventListener("change", ({ target }) => open(target.value));

addEventListener("storage", ({ key, newValue }) => {
    if (key && !key.startsWith(prefix)) return;
    if (!key) [...draft.keys()].forEach(name => take(name, null));
    else if (partsOf(key)[0] === current) take(partsOf(key)[1], newValue);
    refresh();
});

// What is printed is the document, or for an empty sheet what to fill in by hand, unless one of the two was asked for.
addEventListener("beforeprint", () => {
    if ($("#paper").hidden) $("#paper").replaceChildren(...onPaper(draft.size ? documentPieces() : packPieces()));
});

showScripted();
addAbout();
buildMap();
showKept();
open(keptAt(keyOf("open", SETTINGS)));
