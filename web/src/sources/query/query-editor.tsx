import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import {
  HighlightStyle,
  bracketMatching,
  syntaxHighlighting,
  type LanguageSupport,
} from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useEffectEvent, useRef } from 'react';
import { matches } from '../../lib/commands';
import { isChoosingTab } from '../../lib/dom';
import { runQuery } from './shortcuts';

/** An error in the text: offsets in UTF-16 code units. */
export interface TextError {
  from: number;
  to: number;
  message: string;
}

/**
 * Replaces selected text here instead of in the browser, which would give the new text the old one's colours by an inline style,
 * and the page's Content Security Policy forbids those.
 */
const replaceSelection = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { data, inputType } = event;
    const { from, to, empty } = view.state.selection.main;
    if (empty || data === null || inputType !== 'insertText' || view.composing) return false;
    event.preventDefault();
    const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type' });
    const isHandled = view.state
      .facet(EditorView.inputHandler)
      .some((handle) => handle(view, from, to, data, insert));
    if (!isHandled) view.dispatch(insert());
    return true;
  },
});

interface QueryEditorProps {
  value: string;
  language: LanguageSupport;
  error: TextError | undefined;
  onChange: (value: string) => void;
  onRun: () => void;
}

/**
 * A CodeMirror editor for SQL. It is in a shadow root: there CodeMirror adopts its style sheet, while in a document it would add
 * a style element, which the page's Content Security Policy forbids.
 */
export function QueryEditor({ value, language, error, onChange, onRun }: QueryEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  // Undo goes back to it, and no further.
  const initial = useRef(value);
  const languages = useRef(new Compartment());
  const change = useEffectEvent(onChange);
  const run = useEffectEvent((at: EditorView) => {
    // The list would cover the results.
    closeCompletion(at);
    onRun();
    return true;
  });

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const editor = new EditorView({
      doc: initial.current,
      root,
      parent: root,
      extensions: [
        Prec.highest([
          EditorView.domEventHandlers({ keydown: (event, at) => matches(event, runQuery) && run(at) }),
          keymap.of([{ key: 'Tab', run: acceptCompletion }]),
        ]),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }),
        highlightActiveLine(),
        EditorState.tabSize.of(2),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'SQL query', autocapitalize: 'off' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) change(update.state.doc.toString());
        }),
        placeholder('SELECT …'),
        syntaxHighlighting(highlighting),
        editorTheme,
        languages.current.of([]),
        replaceSelection,
      ],
    });
    view.current = editor;
    // The page's own shortcuts are for keys outside of text.
    const keepKeys = (event: Event) => event.stopPropagation();
    element.addEventListener('keydown', keepKeys);
    if (!isChoosingTab()) editor.focus();
    return () => {
      element.removeEventListener('keydown', keepKeys);
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [value]);

  useEffect(() => {
    view.current?.dispatch({ effects: languages.current.reconfigure(language) });
  }, [language]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { length } = editor.state.doc;
    const diagnostics =
      error === undefined
        ? []
        : [
            {
              from: Math.min(error.from, length),
              to: Math.min(error.to, length),
              message: error.message,
              severity: 'error' as const,
            },
          ];
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
    if (error !== undefined) {
      editor.dispatch({ selection: { anchor: Math.min(error.from, length) }, scrollIntoView: true });
    }
  }, [error]);

  return <div ref={host} />;
}

/** The editor in the colours and faces of the page, whose custom properties reach into its shadow root. */
const editorTheme = EditorView.theme({
  '&': { backgroundColor: 'var(--panel)', color: 'var(--text)', fontSize: 'var(--text-m)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6', minHeight: '9rem', maxHeight: '36vh' },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--accent)' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    border: 'none',
    color: 'var(--faint)',
    paddingLeft: '8px',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 60%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-placeholder': { color: 'var(--faint)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--accent-soft)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintPoint-error:after': { borderBottomColor: 'var(--bad)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    color: 'var(--text)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxWidth: 'min(32rem, 90vw)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--accent)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionDetail': { color: 'var(--dim)', fontFamily: 'var(--sans)', fontStyle: 'normal' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)', fontFamily: 'var(--sans)' },
});

const highlighting = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--json-literal)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--json-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--json-number)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--faint)', fontStyle: 'italic' },
  { tag: tags.typeName, color: 'var(--json-key)' },
]);
