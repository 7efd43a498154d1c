// Where the strategy stands: the map, a line for each axis, what is missing, what has changed.

const MARKS = { "maintenant": "◐", "plus-tard": "○", "non": "–", "": "" };
/** The words that every entry's label of a field has. */
const label = field => $(`.${field} label`, form).textContent.trim();
const titleOf = id => sets.get(id)?.dataset.title ?? id;

/** A link that leads to a control of the form and puts the focus there. */
const linkTo = (id, text) => {
    const link = make("a", text);
    link.href = `#${id}`;
    link.addEventListener("click", event => {
        event.preventDefault();
        const target = document.getElementById(id);
        target.scrollIntoView({ block: "center" });
        target.focus();
    });
    return link;
};

const showList = (list, items) => {
    if (list.dataset.shown === items.shown) return;
    list.dataset.shown = items.shown;
    list.replaceChildren(...items.make());
};

const choiceLabel = choice => $(`input[value="${choice}"]`, form).parentElement.textContent.trim();

const refreshMap = given => {
    for (const cell of $$(".map a", tool)) {
        const id = cell.hash.slice(1);
        const answer = given.get(id);
        const choice = answer?.choix ?? "";
        const isDone = choice === "maintenant" && !lacking(answer).length;
        sets.get(id).dataset.choice = choice;
        cell.dataset.choice = choice;
        cell.dataset.mark = isDone ? "●" : MARKS[choice];
        const state = isDone ? words("done") : choice && choiceLabel(choice);
        $("em", cell).textContent = state && ` (${state})`;
    }
    for (const axe of $$(".part", form)) {
        const counts = { "maintenant": 0, "plus-tard": 0, "non": 0, "": 0 };
        for (const set of $$("fieldset", axe)) counts[set.dataset.choice]++;
        const { maintenant: now, "plus-tard": later, non: no, "": none } = counts;
        put($(".tally", axe), "tally", { now, later, no, none });
    }
};

const refreshMissing = given => {
    const { enough } = shape;
    const now = [...given].filter(([id, answer]) => sets.has(id) && answer.choix === "maintenant");
    const incomplete = now.map(([id, answer]) => [id, lacking(answer)]).filter(([, fields]) => fields.length);
    if (!given.size) put($("#summary"), "empty", { enough });
    else if (isComplete(new Map(now))) put($("#summary"), "complete", { now: now.length });
    else if (now.length < enough) put($("#summary"), "missing-choices", { now: now.length, enough });
    else put($("#summary"), "incomplete", { now: now.length, done: now.length - incomplete.length });
    showList($("#missing"), {
        shown: JSON.stringify(incomplete),
        make: () => incomplete.map(([id, fields]) => {
            const links = fields.flatMap(field => [" ", linkTo(`${id}.${field}`, label(field))]);
            return make("li", words("missing", { title: titleOf(id) }), ...links);
        }),
    });
};

const refreshChanged = given => {
    const changed = [...given].filter(([id, { revision }]) => revision && revision !== sets.get(id)?.dataset.revision);
    $("#changed-intro").hidden = !changed.length;
    showList($("#changed"), {
        shown: JSON.stringify(changed.map(([id]) => id)),
        make: () => changed.map(([id]) => {
            if (!sets.has(id)) return make("li", words("gone", { id }));
            const button = make("button", words("reviewed"));
            button.type = "button";
            button.addEventListener("click", () => {
                keep(`${id}.revision`, sets.get(id).dataset.revision);
                refresh();
                $("#etat").focus();
            });
            return make("li", linkTo(id, titleOf(id)), " ", button);
        }),
    });
};

const refresh = () => {
    const given = answers();
    refreshMap(given);
    refreshMissing(given);
    refreshChanged(given);
};
