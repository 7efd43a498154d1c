// What happens when the visitor chooses files, a filter, or presses a button.

const EXPORTS = {
    set: ["ensemble.json", "application/json", asSet],
    csv: ["tableau.csv", "text/csv;charset=utf-8", () => asCsv(byDefi())],
    rows: ["reponses.csv", "text/csv;charset=utf-8", () => asCsv(byAnswer())],
    ics: ["echeances.ics", "text/calendar;charset=utf-8", () => asCalendar(shown())],
    md: ["synthese.md", "text/markdown;charset=utf-8", () => asMarkdown(synthesisPieces())],
};

const load = async input => {
    const problems = [];
    for (const file of input.files) {
        try {
            for (const found of await read(file)) gather(found);
        } catch (problem) {
            if (!(problem instanceof Problem)) throw problem;
            problems.push({ file: file.name, problem: words(problem.key, problem.values) });
        }
    }
    input.value = "";
    $("#problems").replaceChildren(...problems.map(values => wordy("li", "problem", values)));
    refresh();
    say("loaded-files", { loaded: loaded.length, refused: problems.length });
};

$("#files").addEventListener("change", ({ target }) => load(target));
$("#names").addEventListener("change", refresh);
$("#axe").addEventListener("change", refreshTable);
tool.addEventListener("click", ({ target }) => {
    const { value } = target.closest("button[value]") ?? {};
    if (value === "print") print();
    if (!(value in EXPORTS)) return;
    const [name, type, content] = EXPORTS[value];
    const made = content();
    if (made) give(`${slug(site)}-${name}`, type, made);
    else say("no-dates");
});
addEventListener("beforeprint", () => { if (loaded.length) printSynthesis(); });
addEventListener("afterprint", () => $("#paper").replaceChildren());
showScripted();
