/*
 * A strict reader of XML, as far as drawings use it: every tag closed, every attribute quoted, no bare "&" or "<", no entity that XML does
 * not know. Chromium would accept faults that other programs reject.
 */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

const tagPattern = /<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;

/** @throws Error with the position where a text stops being XML */
export function readXml(text: string): Element {
  const root: { name: string; attributes: Record<string, string>; children: (Element | string)[] } = {
    name: '',
    attributes: {},
    children: [],
  };
  const open = [root];
  let at = 0;
  while (at < text.length) {
    const top = open.at(-1) ?? root;
    tagPattern.lastIndex = at;
    const tag = tagPattern.exec(text);
    if (tag) {
      const [all, closing, name = '', attributes = '', selfClosing] = tag;
      if (closing) {
        if (open.length === 1 || open.pop()?.name !== name) throw new Error(`"${name}" is closed but not open at ${at}`);
      } else {
        const element = { name, attributes: attributesOf(attributes), children: [] };
        top.children.push(element);
        if (!selfClosing) open.push(element);
      }
      at += all.length;
      continue;
    }
    if (text[at] === '<') throw new Error(`no tag at ${at}: ${text.slice(at, at + 80)}`);
    const end = text.indexOf('<', at);
    const words = text.slice(at, end < 0 ? text.length : end);
    if (words.trim() !== '') top.children.push(unescape(words));
    at += words.length;
  }
  const [element] = root.children;
  if (open.length > 1 || root.children.length !== 1 || typeof element !== 'object') throw new Error('not one element');
  return element;
}

/** An element and all elements inside it, in the order of the text. */
export function elementsOf(element: Element): readonly Element[] {
  const known = elementLists.get(element);
  if (known) return known;
  const all: Element[] = [];
  const waiting = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    all.push(next);
    const { children } = next;
    for (let at = children.length - 1; at >= 0; at -= 1) {
      const child = children[at];
      if (typeof child === 'object') waiting.push(child);
    }
  }
  elementLists.set(element, all);
  return all;
}

/** Tests ask the same elements again and again. */
const elementLists = new WeakMap<Element, readonly Element[]>();

/** The text inside an element. */
export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (name in attributes) throw new Error(`"${name}" stands twice`);
    attributes[name] = unescape(value);
  }
  return attributes;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function unescape(text: string): string {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)) throw new Error('a control character');
  return text.replace(/&(#?\w*);?/g, (whole, name: string) => {
    const code = /^#(?:x([0-9a-f]+)|(\d+))$/.exec(name);
    const character = code ? String.fromCodePoint(code[1] === undefined ? Number(code[2]) : parseInt(code[1], 16)) : entities[name];
    if (character === undefined || !whole.endsWith(';')) throw new Error(`no entity: ${whole}`);
    return character;
  });
}

/** Reads one of our own HTML documents, which are XML except for their first line and the elements without an end tag. */
export function readHtml(text: string): Element {
  return readXml(text.replace(/^<!doctype html>/, '').replace(/<(meta|link|br)((?:\s+[\w-]+="[^"]*")*)>/g, '<$1$2/>'));
}
