import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useWords } from './words.js';

/** A label and its input. */
export function Field(props: {
  readonly label: string;
  readonly type?: 'text' | 'password';
  readonly name: string;
  readonly autocomplete: string;
  readonly hint?: string;
  readonly autofocus?: boolean;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.autofocus) input.current?.focus();
  }, []);
  const common = { id, name: props.name, autocomplete: props.autocomplete, required: true, ref: input };
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.type === 'password' ? (
        <input type="password" {...common} />
      ) : (
        <input type="text" autocapitalize="none" spellcheck={false} {...common} />
      )}
      {props.hint && <small>{props.hint}</small>}
    </div>
  );
}

/** What went wrong, read out at once; nothing when nothing did. */
export function Problem({ text }: { readonly text?: string }) {
  return text ? (
    <p class="problem" role="alert">
      {text}
    </p>
  ) : null;
}

/** A card in the middle of an otherwise empty page. */
export function Sheet({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <main class="sheet">
      <div class="sheet-card">
        <Brand />
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

export function Brand() {
  return (
    <span class="brand">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path d="M9 23 23 9" />
      </svg>
      Bastão
    </span>
  );
}

export function Loading() {
  const { say } = useWords();
  return (
    <p class="quiet loading" role="status">
      {say('loading')}
    </p>
  );
}

/** A part that could not be read, with a way to try again. */
export function Failed({ text, retry }: { readonly text: string; readonly retry: () => void }) {
  const { say } = useWords();
  return (
    <div class="failed">
      <Problem text={text} />
      <button type="button" onClick={retry}>
        {say('tryAgain')}
      </button>
    </div>
  );
}
