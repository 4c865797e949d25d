// The corridor as a whole: its name and words, and whether it is one that the atlas has already.
import { el } from "../dom.js";
import { STATUSES } from "../link.js";
import { raised } from "../words.js";
import { evidenceBox, evidenceList } from "./evidencebox.js";
import { labelled, line, menu } from "./parts.js";
import { operatorList, saidList, statementList } from "./saidlist.js";

const ALIAS_GAP = "; ";

export function corridorBlock(page) {
  const { t, draft, machine } = page;
  const rename = (name) => name && name !== draft.name && page.mend((now) => [{ edit: "name-corridor", name, named: now.named }]);
  const label = t("the corridor’s name");
  return el("section", "field review-corridor", { data: { ref: "corridor" } }, el("h3", "field-name", {}, t("Corridor")),
    page.canMend ? labelled(t("Name"), line(draft.name, rename, { key: "name", placeholder: t("Give it a name") })) : el("p", "value", { dir: "auto" }, draft.name ?? ""),
    machine.name && machine.name !== draft.name && el("p", "review-machine", {}, t("Proposed was: {what}", { what: machine.name })),
    mergeChoice(page),
    page.folded("name-words", namesTitle(page), () => [
      evidenceList(page, draft.named, { key: "name-words", label, onChange: (change) => page.mend((now) => [{ edit: "set-stated", of: "name", stated: change(now.named) }]) }),
      aliasLine(page),
    ]),
    page.folded("corridor-more", wholeTitle(page), () => [
      saidList(page, { ref: "corridor", title: t("Status"), list: draft.statuses, kind: "status", terms: STATUSES, near: draft.named[0], onChange: (change) => page.mend((now) => [{ edit: "set-statuses", statuses: change(now.statuses) }]), about: t("the whole corridor") }),
      operatorList(page, { ref: "corridor", list: draft.operators, near: draft.named[0], onChange: (change) => page.mend((now) => [{ edit: "set-operators", operators: change(now.operators) }]), about: t("the whole corridor") }),
      statementList(page, { ref: "corridor", list: draft.statements, near: draft.named[0], onChange: (change) => page.mend((now) => [{ edit: "set-statements", statements: change(now.statements) }]), about: t("the whole corridor") }),
    ]));
}

function wholeTitle({ t, terms, draft }) {
  const said = [...draft.statuses.map((one) => terms("status", one.value)), ...draft.operators.map((one) => one.name), ...draft.statements.map((one) => terms("topic", one.topic))].filter((one, at, all) => all.indexOf(one) === at);
  return said.length ? t("Of the whole: {what}", { what: said.join(", ") }) : t("Status, operator and more of the whole");
}

function namesTitle({ t, draft }) {
  const words = t("Words that name it: {n}", { n: draft.named.length });
  return draft.aliases.length ? `${words} · ${t("also: {names}", { names: draft.aliases.join(ALIAS_GAP) })}` : words;
}

// Its other names, in one line.
function aliasLine(page) {
  const { t, draft } = page;
  const shown = draft.aliases.join(ALIAS_GAP);
  if (!page.canMend) return draft.aliases.length > 0 && el("p", "review-note", { dir: "auto" }, t("Also: {names}", { names: shown }));
  const set = (text) => text !== shown && page.mend([{ edit: "set-aliases", names: text.split(ALIAS_GAP.trim()).map((one) => one.trim()).filter(Boolean) }]);
  return labelled(t("Other names"), line(shown, set, { key: "aliases" }), t("With a semicolon between them."));
}

// Whether it is a corridor of the atlas, with what speaks for that.
function mergeChoice(page) {
  const { t, draft, machine, corridors } = page;
  const pairs = [["", t("a corridor of its own")], ...corridors.map(({ id, name }) => [id, name])];
  const nameOf = (id) => corridors.find((one) => one.id === id)?.name ?? id;
  const merge = (into) => page.mend([{ edit: "merge-with", into: into || null, why: into && into === machine.into ? machine.into_why : null }]);
  return [
    page.canMend ? labelled(t("This is"), menu(pairs, draft.into ?? "", merge, { key: "into" }), draft.into ? t("Its legs and words join that corridor’s.") : null)
      : el("p", "review-note", {}, draft.into ? t("Joined to {name}", { name: nameOf(draft.into) }) : raised(t("a corridor of its own"))),
    draft.into && (page.canMend || draft.into_why) && [el("h4", "review-sub", {}, t("What speaks for it")), evidenceBox(page, draft.into_why, { key: "into-why", label: t("why it is that corridor"), isAsked: false, onChange: (why) => page.mend((now) => [{ edit: "merge-with", into: now.into, why }]) })],
    machine.into && machine.into !== draft.into && el("p", "review-machine", {}, t("Proposed was: {what}", { what: nameOf(machine.into) })),
  ];
}
