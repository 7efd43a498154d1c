// A colleague's part: two strategies made one, field by field; where they differ, both are shown and neither is lost.

// What tells a file from another and is no answer.
const APART = ["id", "revision"];

/** Adds a strategy to the open one: how many fields it filled in, and in how many the two differ. */
const merge = strategy => {
    let added = 0, differ = 0;
    for (const [name, theirs] of Object.entries(fieldsOf(strategy))) {
        const mine = draft.get(name) ?? "";
        const field = name.split(".")[1] ?? name;
        if (!theirs.trim() || theirs.trim() === mine.trim()) continue;
        if (name.endsWith("~")) keepOthers(name.slice(0, -1), union(othersAt(name.slice(0, -1)), JSON.parse(theirs)));
        else if (!mine.trim()) {
            keep(name, theirs);
            added += !APART.includes(field);
        } else if (!APART.includes(field)) {
            keepOthers(name, union(othersAt(name), [theirs]));
            differ++;
        }
    }
    showForm();
    return { added, differ };
};
const union = (some, more) => [...new Set([...some, ...more])];

/** What a field is called: its défi, and its label or its question. */
const calledOf = name => {
    const [id, field] = name.split(".");
    if (!field) return words(name);
    const place = entries[id]?.questions.indexOf(field.slice(2)) ?? -1;
    const label = place < 0 ? textOf(wording[field] ?? wording["old-question"]) : textOf(entries[id].asked[place]);
    return `${titleOf(id)} – ${field === "choix" ? words("choice") : label}`;
};
const isFree = name => !["choix", "quand", "niveau", "cible", "cout"].includes(name.split(".")[1]);

/** Ends a difference: what the field holds from now on. */
const decide = (name, value, other) => {
    undoably(() => {
        keepOthers(name, othersAt(name).filter(text => text !== other));
        keep(name, value);
        showField(name);
    }, "decided");
    $($("#others").hidden ? "#draft" : "#others").focus();
};

const differenceOf = (name, other) => {
    const field = name.split(".")[1] ?? name;
    const mine = draft.get(name) ?? "";
    const shown = (key, value) => make("dd", wordy("small", key), " ", written("span", valued(field, value) || "…"));
    const buttons = make("dd",
        button("take-mine", () => decide(name, mine, other)), " ",
        button("take-other", () => decide(name, other, other)), " ");
    if (isFree(name)) buttons.append(button("take-both", () => decide(name, `${mine}\n${other}`, other)));
    return [make("dt", calledOf(name)), shown("here", mine), shown("there", other), buttons];
};

const refreshOthers = () => {
    const names = [...draft.keys()].filter(name => name.endsWith("~")).map(name => name.slice(0, -1)).sort();
    const all = names.flatMap(name => othersAt(name).map(other => [name, draft.get(name), other]));
    $("#others").hidden = !all.length;
    showList($("#others dl"), all, () => all.flatMap(([name, , other]) => differenceOf(name, other)));
};

/** Takes a strategy from a file into an empty place, beside the others. */
const openBeside = strategy => {
    if (draft.size) open(random());
    for (const [name, value] of Object.entries(fieldsOf(strategy))) keep(name, value);
    showForm();
    showDraft();
};
const showDraft = () => {
    refresh();
    $("#draft").focus();
};

/** What to do with a file, where there is a draft already. */
const ask = (file, strategy) => {
    const asked = act => () => {
        $("#opening").hidden = true;
        act();
    };
    const name = [strategy.organisation, strategy.nom].filter(Boolean).join(" – ") || words("unnamed");
    $("#opening").replaceChildren(
        wordy("p", "merge-ask", { file, name }),
        button("merge", asked(() => undoably(() => merge(strategy), "merged"))), " ",
        button("beside", asked(() => undoably(() => openBeside(strategy), "opened", { file }))), " ",
        button("leave", asked(() => $("#file").focus())));
    $("#opening").hidden = false;
    $("#opening button").focus();
};

const openFile = async input => {
    const [file] = input.files;
    if (!file) return;
    try {
        const found = await read(file);
        check(found.length === 1 && !found[0].ofSet, "file-other");
        const [{ strategy }] = found;
        if (!draft.size) undoably(() => openBeside(strategy), "opened", { file: file.name });
        else if (contentOf(strategy) === contentOf(asStrategy())) say("same", { file: file.name });
        else ask(file.name, strategy);
    } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        say(problem.key, { file: file.name, ...problem.values });
    } finally {
        // So that the same file can be chosen again.
        input.value = "";
    }
};
