/** How code looks: colours and fonts from the page's variables, so that it follows the theme by itself. */
import { HighlightStyle } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export const codeColors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.self], color: "var(--ll-code-keyword)" },
  { tag: [tags.string, tags.docString], color: "var(--ll-code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--ll-code-number)" },
  { tag: [tags.definition(tags.variableName), tags.function(tags.definition(tags.variableName))], color: "inherit" },
  { tag: tags.function(tags.definition(tags.variableName)), color: "var(--ll-code-function)" },
  { tag: tags.comment, color: "var(--ll-muted)" },
]);

export const codeFrame = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", color: "var(--ll-text)", background: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--st-code-font, monospace)", lineHeight: "1.5", overflow: "auto" },
  ".cm-content": { padding: "12px 0", caretColor: "var(--ll-text)" },
  ".cm-line": { padding: "0 14px 0 6px" },
  ".cm-gutters": { background: "transparent", border: "0" },
  ".cm-gutter-lint": { width: "14px" },
  ".cm-gutter-lint .cm-gutterElement": { padding: "0 0 0 3px" },
  ".cm-lint-marker": { width: "10px", height: "10px" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--ll-danger) 1px",
    textUnderlineOffset: "3px",
  },
  ".cm-tooltip": {
    border: "1px solid var(--ll-border)",
    borderRadius: "8px",
    background: "var(--ll-card)",
    color: "var(--ll-text)",
    boxShadow: "var(--ll-shadow)",
    maxWidth: "360px",
  },
  ".cm-diagnostic-error": { borderLeftColor: "var(--ll-danger)" },
  ".cm-selectionMatch": { background: "transparent" },
  ".ll-code-marked": { background: "var(--ll-code-mark)" },
});
