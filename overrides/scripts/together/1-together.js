// Which entries several organisations share, by whom, and where their needs meet.

// The loaded strategies: { file, name, organisation, answers }.
let loaded = [];

/** The names of the organisations that made this choice for an entry, in the order of loading. */
const chosen = (id, choice) => loaded.filter(({ answers }) => answers.get(id)?.choix === choice);

/** The rows of the table: the same as `python -m macros strategie merge` gives. */
const rows = () => {
    const columns = shape.choices.map(choice => choice.replace("-", "_"));
    return [["defi", "titre", ...columns, ...columns.map(column => `organisations_${column}`)]].concat(
        $$("tbody tr").map(({ id, dataset }) => {
            const names = shape.choices.map(choice => chosen(id, choice).map(({ name }) => name));
            return [id, dataset.title, ...names.map(({ length }) => length), ...names.map(list => list.join(" | "))];
        }));
};

/** RFC 4180, and nothing that a spreadsheet would run as a formula. */
const asCsv = rows => rows.map(row => row.map(cell => {
    const text = String(cell).replace(/^(?=[=+\-@\t\r])/, "'");
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}).join(",") + "\r\n").join("");

const refreshList = () => {
    $("#none").hidden = loaded.length > 0;
    $("#result").hidden = !loaded.length;
    $("#loaded").replaceChildren(...loaded.map(strategy => {
        const { name, file, answers } = strategy;
        const button = make("button", words("remove", { name }));
        button.type = "button";
        button.addEventListener("click", () => {
            loaded = loaded.filter(other => other !== strategy);
            refresh();
            say("removed", { name });
            $("#files").focus();
        });
        return make("li", words(isComplete(answers) ? "complete-file" : "incomplete-file", { name, file }), " ", button);
    }));
};

const refreshMap = () => {
    for (const cell of $$(".heat a")) {
        const now = chosen(cell.hash.slice(1), "maintenant").length;
        cell.dataset.heat = Math.ceil((now / loaded.length) * 4) || 0;
        $("i", cell).textContent = words("cell", { now, all: loaded.length });
    }
};

const refreshShared = () => {
    const shared = $$("tbody tr").map(row => [row, chosen(row.id, "maintenant")]).filter(([, who]) => who.length > 1);
    shared.sort(([, one], [, other]) => other.length - one.length);
    $("#shared-none").hidden = shared.length > 0;
    $("#shared").replaceChildren(...shared.map(([row, who]) => {
        const list = make("dl");
        for (const { name, answers } of who) {
            const answer = answers.get(row.id);
            list.append(make("dt", name));
            for (const field of ["objectif", "premier_pas", "qui", "quand"]) {
                if (answer[field].trim()) list.append(make("dd", make("small", words(field)), " ", answer[field]));
            }
        }
        return make("section", make("h4", row.dataset.name), list);
    }));
};

const refreshTable = () => {
    for (const row of $$("tbody tr")) {
        shape.choices.forEach((choice, index) => {
            $$("td", row)[index].textContent = chosen(row.id, choice).map(({ name }) => name).join(", ");
        });
    }
};

const refresh = () => {
    refreshList();
    if (!loaded.length) return;
    refreshMap();
    refreshShared();
    refreshTable();
};

const load = async input => {
    const problems = [];
    for (const file of input.files) {
        try {
            const found = await read(file);
            const name = found.organisation.trim() || file.name.replace(/\.json$/, "");
            loaded.push({ ...found, name, file: file.name });
        } catch (problem) {
            if (!(problem instanceof Problem)) throw problem;
            problems.push(words("problem", { file: file.name, problem: words(problem.key, problem.values) }));
        }
    }
    input.value = "";
    $("#problems").replaceChildren(...problems.map(text => make("li", text)));
    refresh();
    say("loaded-files", { loaded: loaded.length, refused: problems.length });
};

$("#files").addEventListener("change", ({ target }) => load(target));
$("#csv").addEventListener("click", () => {
    const name = `${slug(site)}-ensemble.csv`;
    // The mark of byte order tells spreadsheets that the text is UTF-8.
    give(name, "text/csv;charset=utf-8", "\ufeff" + asCsv(rows()));
    say("exported", { file: name });
});
for (const element of $$(".unscripted", tool)) element.hidden = true;
for (const element of $$(".scripted", tool)) element.hidden = false;
