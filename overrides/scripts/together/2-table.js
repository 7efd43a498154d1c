// What is seen: the files, the map, the table that sorts, and where needs meet.

const decimal = new Intl.NumberFormat(`${locale}-u-nu-latn`, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const levelOf = level => (level === null ? "–" : decimal.format(level));
const titleOf = id => `${entries[id].number}. ${textOf(entries[id].title)}`;
const namesOf = list => list.map(({ name }) => name).join(", ");
/** The first deadlines that are not over. */
const nextOf = deadlines => {
    const today = new Date().toISOString().slice(0, 10);
    return deadlines.filter(date => date >= today).slice(0, 2);
};

// Each column: what it is called, what it sorts by, and what it shows.
const COLUMNS = [
    ["defi", ({ id }) => id, ({ id }) => titleOf(id)],
    ...shape.choices.map(choice => [choice, ({ chosen }) => -chosen[choice].length, ({ chosen }) => chosen[choice].length]),
    ["niveau", ({ niveau }) => niveau ?? 9, ({ niveau }) => levelOf(niveau)],
    ["cible", ({ cible }) => cible ?? 9, ({ cible }) => levelOf(cible)],
    ["next", ({ deadlines }) => nextOf(deadlines)[0] ?? "9", ({ deadlines }) => nextOf(deadlines).map(day).join(", ")],
];
const WHO = ["who", ({ chosen }) => namesOf(chosen.maintenant), ({ chosen }) => namesOf(chosen.maintenant)];
const columns = () => (isNamed() ? [...COLUMNS, WHO] : COLUMNS);
let sorted = "defi", isReversed = false;

const compare = of => (one, other) => {
    const [a, b] = [of(one), of(other)];
    return a < b ? -1 : a > b ? 1 : 0;
};
const headOf = ([key]) => {
    const head = make("th", button(key, () => {
        isReversed = sorted === key && !isReversed;
        sorted = key;
        refreshTable();
        $(`th[aria-sort] button`).focus();
    }));
    head.scope = "col";
    if (key === sorted) head.setAttribute("aria-sort", isReversed ? "descending" : "ascending");
    return head;
};
const rowOf = row => {
    const { id } = row;
    const [, ...rest] = columns();
    const link = make("a", titleOf(id));
    link.href = entries[id].url;
    const head = make("th", link);
    head.scope = "row";
    const cells = rest.map(([, , show]) => written("td", String(show(row))));
    return make("tr", head, ...cells);
};
const refreshTable = () => {
    const axe = $("#axe").value;
    const rows = counted().filter(({ id }) => !axe || entries[id].axe === axe);
    const by = columns().find(([key]) => key === sorted) ?? COLUMNS[0];
    rows.sort(compare(by[1]));
    if (isReversed) rows.reverse();
    $("#table").replaceChildren(make("thead", make("tr", ...columns().map(headOf))), make("tbody", ...rows.map(rowOf)));
};

const cellOfMap = ({ id, chosen }) => {
    const now = chosen.maintenant.length;
    const bar = make("i");
    bar.style.setProperty("--part", now / loaded.length);
    const cell = make("a", make("b", entries[id].number), " ", words("cell", { now, all: loaded.length }), bar);
    cell.href = entries[id].url;
    cell.title = textOf(entries[id].title);
    cell.setAttribute("aria-label", `${titleOf(id)} – ${words("cell", { now, all: loaded.length })}`);
    return make("li", cell);
};
const mapOf = rows => Object.entries(axes).map(([axe, name]) => {
    const list = classed(axe, make("ul", ...rows.filter(({ id }) => entries[id].axe === axe).map(cellOfMap)));
    list.setAttribute("aria-label", textOf(name));
    return list;
});

const needsOf = ({ id, chosen }) => {
    const details = make("details", make("summary", listed(titleOf(id), String(chosen.maintenant.length))));
    details.addEventListener("toggle", () => {
        if ($("dl", details)) return;
        const list = make("dl");
        for (const { name, strategy } of chosen.maintenant) {
            const answer = strategy.reponses[id];
            list.append(written("dt", name));
            for (const field of ["objectif", "premier_pas", "qui", "quand", "niveau", "cible", "cout"]) {
                if (answer[field].trim()) list.append(make("dd", wordy("small", field), " ", written("span", valued(field, answer[field]))));
            }
        }
        details.append(list);
    });
    return details;
};

const refreshFiles = () => {
    $("#none").hidden = loaded.length > 0;
    $("#result").hidden = !loaded.length;
    $("#count").textContent = loaded.length;
    $("#loaded").replaceChildren(...loaded.map(each => {
        const name = nameIn(each);
        const key = each.strategy.complet ? "complete-file" : "incomplete-file";
        const remove = button("remove", () => {
            loaded = loaded.filter(other => other !== each);
            refresh();
            say("removed", { name });
            $("#files").focus();
        }, { name });
        return make("li", wordy("span", key, { name, file: each.file }), " ", remove);
    }));
    $("#notes").replaceChildren(...notes.map(({ text, act = "" }) => make("li", text, " ", act)));
};

const refresh = () => {
    refreshFiles();
    if (!loaded.length) return;
    const rows = counted();
    $("#map").replaceChildren(...mapOf(rows));
    const shared = rows.filter(({ chosen }) => chosen.maintenant.length > 1)
        .sort(compare(({ chosen }) => -chosen.maintenant.length));
    $("#shared-none").hidden = shared.length > 0;
    $("#shared").replaceChildren(...shared.map(needsOf));
    refreshTable();
};
