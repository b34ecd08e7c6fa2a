import { Fragment, type ReactNode } from "react";

/** Docstring text: paragraphs, lists as lines, fenced and indented code, `names` in backticks. Never HTML. */
export function Prose({ text }: { text: string }) {
  const parts = text.split(/^```\w*$/m);
  return (
    <div className="ll-prose">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          <pre key={index} tabIndex={0}>
            {part.replace(/^\n+|\n+$/g, "")}
          </pre>
        ) : (
          part
            .split(/\n\s*\n/)
            .filter((paragraph) => paragraph.trim() !== "")
            .map((paragraph, at) => <p key={`${index}-${at}`}>{withNames(paragraph.trim())}</p>)
        ),
      )}
    </div>
  );
}

function withNames(paragraph: string): ReactNode[] {
  return paragraph
    .split(/`+([^`]+)`+/)
    .map((part, index) => {
      const Tag = index % 2 === 1 ? "code" : Fragment;
      return <Tag key={index}>{part}</Tag>;
    });
}
