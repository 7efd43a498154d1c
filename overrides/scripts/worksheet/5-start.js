// What happens when the visitor types, presses a button, opens a file, prints, or uses another tab.

const EXPORTS = {
    json: ["application/json", asJson],
    odt: [TYPE, asDocument],
    md: ["text/markdown;charset=utf-8", asMarkdown],
    ics: ["text/calendar;charset=utf-8", asCalendar],
};

const erase = () => {
    if (!confirm(words("erase-sure"))) return;
    replace({ organisation: "", answers: new Map() });
    refresh();
    say("erased");
};

const open = async input => {
    const [file] = input.files;
    if (!file) return;
    try {
        const found = await read(file);
        if (draft.size && !confirm(words("replace-sure"))) return;
        replace(found);
        refresh();
        say("opened", { file: file.name });
    } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        say(problem.key, { file: file.name, ...problem.values });
    } finally {
        // So that the same file can be chosen again.
        input.value = "";
    }
};

form.addEventListener("input", ({ target }) => {
    if (!target.name) return;
    keep(target.name, target.value);
    const [id, field] = target.name.split(".");
    if (field) {
        // The answer is to the entry as it is today; an answer taken back is to nothing.
        const revision = draft.get(`${id}.revision`) ?? sets.get(id).dataset.revision;
        const isEmpty = shape.fields.every(field => field === "revision" || !draft.get(`${id}.${field}`));
        keep(`${id}.revision`, isEmpty ? "" : revision);
    }
    refresh();
});

form.addEventListener("click", ({ target }) => {
    if (target.value === "erase") erase();
    else if (target.value === "print") print();
    else if (target.value in EXPORTS && target.type === "button") {
        const [type, content] = EXPORTS[target.value];
        const written = content();
        if (!written) return say("no-dates");
        give(fileName(target.value), type, written);
        say("exported", { file: fileName(target.value) });
    }
});
form.addEventListener("submit", event => event.preventDefault());
$("#file").addEventListener("change", ({ target }) => open(target));

addEventListener("storage", ({ key, newValue }) => {
    if (key && !key.startsWith(prefix)) return;
    if (key) take(key.slice(prefix.length), newValue);
    else [...draft.keys()].forEach(name => take(name, null));
    refresh();
});

// An empty sheet is printed whole, to be filled in by hand; a filled one as it stands.
addEventListener("beforeprint", () => tool.classList.toggle("live", draft.size > 0));
addEventListener("afterprint", () => tool.classList.add("live"));

for (const element of $$(".unscripted", tool)) element.hidden = true;
for (const element of $$(".scripted", tool)) element.hidden = false;
tool.classList.add("live");
load();
put($("#kept"), store ? "kept" : "not-kept");
refresh();
