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
  ".cm-content": { padding: "12px 0", caretColor: "transparent" },
  ".cm-line": { padding: "0 14px" },
  ".ll-code-marked": { background: "var(--ll-code-mark)" },
});
