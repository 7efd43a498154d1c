// Where the strategy stands: which one is open, the map, a line for each axis, what is missing, what has changed.

const MARKS = { "maintenant": "◐", "plus-tard": "○", "non": "–", "": "" };
const titleOf = id => entries[id]?.name ?? id;
const isWhole = answer => answer?.choix === "maintenant" && !lacking(answer).length;

/** Shows one défi where the window shows one at a time, and says which. */
const turnTo = id => {
    for (const set of sets.values()) set.classList.toggle("turned", set.id === id);
    const ids = [...sets.keys()];
    const place = ids.indexOf(id);
    const now = ofChoice(answers(), "maintenant").length;
    put($("#step"), "step", { number: place + 1, all: ids.length, now, enough: shape.enough, most: shape.most });
    $("#before").disabled = place === 0;
    $("#after").disabled = place === ids.length - 1;
};
const turned = () => $("fieldset.turned", form)?.id ?? sets.keys().next().value;
const turnBy = distance => {
    const ids = [...sets.keys()];
    turnTo(ids[ids.indexOf(turned()) + distance]);
    sets.get(turned()).focus();
};

/** A link that leads to a control of the form and puts the focus there. */
const linkTo = (id, text) => {
    const link = make("a", text);
    link.href = `#${id}`;
    link.addEventListener("click", event => {
        event.preventDefault();
        turnTo(id.split(".")[0]);
        const target = document.getElementById(id);
        const details = target.closest("details");
        if (details) details.open = true;
        target.scrollIntoView({ block: "center" });
        target.focus({ preventScroll: true });
    });
    return link;
};

const buildMap = () => {
    const rows = Object.entries(axes).map(([axe, name]) => {
        const cells = Object.entries(entries).filter(([, entry]) => entry.axe === axe).map(([id, { number, name }]) => {
            const cell = linkTo(id, number);
            cell.title = name;
            return make("li", cell);
        });
        const row = classed(axe, make("ul", ...cells));
        row.setAttribute("aria-label", textOf(name));
        return row;
    });
    const marks = [["●", "done"], ["◐", "maintenant"], ["○", "plus-tard"], ["–", "non"]];
    const legend = marks.map(([sign, key]) => `${sign} ${words(key)}`).join(" · ");
    $(".overview nav").append(...rows, classed("legend", make("p", legend)));
};

const showList = (list, shown, make) => {
    const text = JSON.stringify(shown);
    if (list.dataset.shown === text) return;
    list.dataset.shown = text;
    list.replaceChildren(...make());
};

const refreshDrafts = () => {
    const names = kept().map(strategy => [strategy, nameOf(strategy)]);
    showList($("#draft"), [names, current], () => names.map(([strategy, name]) => {
        const option = make("option", name);
        Object.assign(option, { value: strategy, selected: strategy === current });
        return option;
    }));
    $("#discard").disabled = !draft.size;
};

const refreshMap = given => {
    for (const [id, set] of sets) {
        const choice = given[id]?.choix ?? "";
        const cell = $(`.map a[href="#${id}"]`, tool);
        set.dataset.choice = cell.dataset.choice = choice;
        cell.dataset.mark = isWhole(given[id]) ? "●" : MARKS[choice];
        const state = isWhole(given[id]) ? words("done") : choice && words(choice);
        cell.setAttribute("aria-label", [titleOf(id), state].filter(Boolean).join(" – "));
    }
    for (const axe of $$(".part", form)) {
        const counts = { "maintenant": 0, "plus-tard": 0, "non": 0, "": 0 };
        for (const set of $$("fieldset", axe)) counts[set.dataset.choice]++;
        const { maintenant: now, "plus-tard": later, non: no, "": none } = counts;
        put($(".tally", axe), "tally", { now, later, no, none });
    }
};

const stateOf = given => {
    const now = ofChoice(given, "maintenant");
    const values = { now: now.length, done: now.filter(([, answer]) => isWhole(answer)).length, ...shape };
    if (!Object.keys(given).length) return ["empty", values];
    if (now.length > shape.most) return ["too-many", values];
    if (isComplete(given)) return ["complete", values];
    return [now.length < shape.enough ? "missing-choices" : "incomplete", values];
};

const refreshMissing = given => {
    put($("#summary"), ...(store && unkept.size ? ["full"] : stateOf(given)));
    const incomplete = ofChoice(given, "maintenant").filter(([id, answer]) => sets.has(id) && !isWhole(answer))
        .map(([id, answer]) => [id, lacking(answer)]);
    showList($("#missing"), incomplete, () => incomplete.map(([id, fields]) => {
        const links = fields.flatMap(field => [" ", linkTo(`${id}.${field}`, words(field))]);
        return make("li", words("missing", { title: titleOf(id) }), ...links);
    }));
};

const refreshChanged = given => {
    const changed = Object.entries(given)
        .filter(([id, { revision }]) => revision && revision !== entries[id]?.revision).map(([id]) => id);
    $("#changed-intro").hidden = !changed.length;
    showList($("#changed"), changed, () => changed.map(id => {
        if (!sets.has(id)) return make("li", words("gone", { id }));
        return make("li", linkTo(id, titleOf(id)), " ", button("reviewed", () => {
            keep(`${id}.revision`, entries[id].revision);
            refresh();
            $("#etat").focus();
        }));
    }));
};

const refresh = () => {
    const given = answers();
    refreshDrafts();
    refreshMap(given);
    refreshMissing(given);
    refreshChanged(given);
    refreshOthers();
    turnTo(turned());
};
