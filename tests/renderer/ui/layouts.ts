/*
 * Keyboard layouts, as far as they matter to keys of commands: what each key types alone and with Shift. A dead key is written "dead".
 * Source: the symbols of xkeyboard-config (X.Org): fr(basic), de(basic), us(dvorak), ru(winkeys), gr(simple), il(basic), ara(basic), jp(106) and jp(kana).
 */

const rows = [
  'Backquote Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
].map((row) => row.split(' '));

const written = {
  qwerty: [
    "` 1 2 3 4 5 6 7 8 9 0 - = | q w e r t y u i o p [ ] | a s d f g h j k l ; ' | z x c v b n m , . /",
    '~ ! @ # $ % ^ & * ( ) _ + | Q W E R T Y U I O P { } | A S D F G H J K L : " | Z X C V B N M < > ?',
  ],
  azerty: [
    '² & é " \' ( - è _ ç à ) = | a z e r t y u i o p dead $ | q s d f g h j k l m ù | w x c v b n , ; : !',
    '~ 1 2 3 4 5 6 7 8 9 0 ° + | A Z E R T Y U I O P dead £ | Q S D F G H J K L M % | W X C V B N ? . / §',
  ],
  qwertz: [
    'dead 1 2 3 4 5 6 7 8 9 0 ß dead | q w e r t z u i o p ü + | a s d f g h j k l ö ä | y x c v b n m , . -',
    '° ! " § $ % & / ( ) = ? dead | Q W E R T Z U I O P Ü * | A S D F G H J K L Ö Ä | Y X C V B N M ; : _',
  ],
  dvorak: [
    "` 1 2 3 4 5 6 7 8 9 0 [ ] | ' , . p y f g c r l / = | a o e u i d h t n s - | ; q j k x b m w v z",
    '~ ! @ # $ % ^ & * ( ) { } | " < > P Y F G C R L ? + | A O E U I D H T N S _ | : Q J K X B M W V Z',
  ],
  ru: [
    'ё 1 2 3 4 5 6 7 8 9 0 - = | й ц у к е н г ш щ з х ъ | ф ы в а п р о л д ж э | я ч с м и т ь б ю .',
    'Ё ! " № ; % : ? * ( ) _ + | Й Ц У К Е Н Г Ш Щ З Х Ъ | Ф Ы В А П Р О Л Д Ж Э | Я Ч С М И Т Ь Б Ю ,',
  ],
  gr: [
    "` 1 2 3 4 5 6 7 8 9 0 - = | ; ς ε ρ τ υ θ ι ο π [ ] | α σ δ φ γ η ξ κ λ dead ' | ζ χ ψ ω β ν μ , . /",
    '~ ! @ # $ % ^ & * ( ) _ + | : Σ Ε Ρ Τ Υ Θ Ι Ο Π { } | Α Σ Δ Φ Γ Η Ξ Κ Λ dead " | Ζ Χ Ψ Ω Β Ν Μ < > ?',
  ],
  he: [
    "; 1 2 3 4 5 6 7 8 9 0 - = | / ' ק ר א ט ו ן ם פ ] [ | ש ד ג כ ע י ח ל ך ף , | ז ס ב ה נ מ צ ת ץ .",
    '~ ! @ # $ % ^ & * ) ( _ + | Q W E R T Y U I O P } { | A S D F G H J K L : " | Z X C V B N M > < ?',
  ],
  ar: [
    'ذ 1 2 3 4 5 6 7 8 9 0 - = | ض ص ث ق ف غ ع ه خ ح ج د | ش س ي ب ل ا ت ن م ك ط | ئ ء ؤ ر لا ى ة و ز ظ',
    '\u0651 ! @ # $ % ^ & * ) ( _ + | \u064e \u064b \u064f \u064c لإ إ ` ÷ × ؛ < > | \u0650 \u064d ] [ لأ أ ـ ، / : " | ~ \u0652 } { لآ آ \' , . ؟',
  ],
  jp: [
    'dead 1 2 3 4 5 6 7 8 9 0 - ^ | q w e r t y u i o p @ [ | a s d f g h j k l ; : | z x c v b n m , . /',
    'dead ! " # $ % & \' ( ) ~ = ~ | Q W E R T Y U I O P ` { | A S D F G H J K L + * | Z X C V B N M < > ?',
  ],
  'jp with kana': [
    'dead ぬ ふ あ う え お や ゆ よ わ ほ へ | た て い す か ん な に ら せ ゛ ゜ | ち と し は き く ま の り れ け | つ さ そ ひ こ み も ね る め',
    'dead ぬ ふ ぁ ぅ ぇ ぉ ゃ ゅ ょ を ほ へ | た て ぃ す か ん な に ら せ ゛ 「 | ち と し は き く ま の り れ け | っ さ そ ひ こ み も 、 。 ・',
  ],
} as const satisfies Readonly<Record<string, readonly [alone: string, shifted: string]>>;

export type LayoutName = keyof typeof written;
export const layoutNames = Object.keys(written) as LayoutName[];

/** A press of a key that types something. */
export interface Stroke {
  readonly code: string;
  readonly key: string;
  readonly shiftKey: boolean;
}

/** Everything that can be typed on a layout by one key, alone or with Shift. */
export function strokesOf(name: LayoutName): readonly Stroke[] {
  return written[name].flatMap((text, level) =>
    text.split(' | ').flatMap((row, at) => {
      const keys = row.split(' ');
      const codes = rows[at] ?? [];
      if (keys.length !== codes.length) throw new Error(`${name} has ${keys.length} keys in row ${at + 1}, not ${codes.length}.`);
      return keys.map((key, column) => ({ code: codes[column] ?? '', key: key === 'dead' ? 'Dead' : key, shiftKey: level === 1 }));
    }),
  );
}

/** Keys that are the same on every layout, and are named in the table. */
export const namedStrokes: readonly Stroke[] = [
  ...['Enter', 'Delete', 'Backspace', 'Insert', 'PageUp', 'PageDown', 'ArrowUp', 'ArrowDown', 'F1', 'F2', 'F3', 'F7', 'F8', 'Tab'].flatMap(
    (key) => [false, true].map((shiftKey) => ({ code: key, key, shiftKey })),
  ),
];
