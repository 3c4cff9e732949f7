/** What the form is told (the spec, which `scripts/catalogue/views/pages/forms.py` writes) and what it makes of it. */

// Told

/** All that the browser needs to know of one form. */
export interface Spec {
  kind: Kind
  questions: Question[]
  /** The keys of the fields in the order of the file. */
  order: string[]
  /** What is asked of a unit that is not in the catalogue yet. */
  unit: { questions: Question[]; order: string[] }
  /** The headings on offer; without them the text is one field. */
  headings: string[]
  /** Slug, title and colour of each theme. */
  themes: [slug: string, title: string, hue: string][]
  /** The units by the title of their area. */
  units: [area: string, units: KnownUnit[]][]
  /** The slugs of the stories, where a story is written. */
  stories: string[]
  rules: Rules
  said: Said
  sending: Sending
  photos: Photos
  /** The unit that is the whole organisation, where a unit is written and there is one. */
  whole?: string
  /** What a plan can begin in, by the name of the area: key, title and theme of each nedslag. */
  nedslag?: Record<string, [key: string, title: string, theme: string][]>
  /** The day of the next meeting, by the name of an area and by the slug of a unit with a committee of its own. */
  meetings?: Record<string, string>
}

export type Kind = "interpretation" | "unit" | "story" | "plan"

/**
 * A unit: slug, title, the themes that it has a page about (bits, by the order of `themes`), whom to write to, its
 * further ideas, as `<theme>/<idea>`, and the titles of its pages: by the number of the theme, or `<number>/<idea>`.
 */
export type KnownUnit = [
  slug: string,
  title: string,
  themes: number,
  role?: string,
  ideas?: string[],
  titles?: Record<string, string>,
]

/** One field as the form asks for it: `Question` of `views/parts/questions.py`, without what is empty. */
export interface Question {
  key: string
  label: string
  shape: string
  is_required?: boolean
  is_list?: boolean
  limit?: number
  pattern?: string
  choices?: string[]
  /** What the check says, by what is wrong, with room for the answer's own words: `{value}`. */
  said?: Partial<Record<"missing" | "long" | "choice" | "form" | "space" | "date" | "day" | "markup", string>>
  inner?: Question[]
}

/** The check's patterns and limits: `describe_rules` of `checks/browser.py`. */
export interface Rules {
  months: string[]
  weekdays: string[]
  /** Days of a month in words: »første« is the first. */
  days: string[]
  /** The years that two digits can mean. */
  years: [first: number, last: number]
  dates: string[]
  /** Three numbers of which the first can be the year as well as the last. */
  turned: string
  invisible: string
  markup: string
  numbers: NumberRules
  disguises: DisguiseRules
  credentials: CredentialRules
  private: string
  /** What somebody may know a citizen by: a name after a title, a room, eight digits. */
  known: [titled: string, room: string, eight: string]
  mail: string
  template: [words: string, mark: string]
  names: string
  /** Names that no idea and no story may have. */
  kept: string[]
  text: TextRules
  /** The mark of each status. */
  marks: Record<string, string>
  /** What a choice is called now, by what it was called. */
  renamed: Record<string, string>
  /** The most bytes of a page, of its fields, and of an address that a forge is sent. */
  page: number
  front: number
  address: number
}

/** What CPR numbers are found and judged by: `catalogue.privacy.cpr` as data. */
export interface NumberRules {
  dense: string
  disguise: string
  digit: string
  hint: string
  fewest: number
  /** Patterns, each with how sure every sign makes us: `Form` of `privacy/cpr.py`. */
  forms: [pattern: string, weights: ("sure" | "possible" | null)[]][]
  months: string[]
  weights: number[]
  /** By the seventh digit: the last year of the first century, that century, and the other. */
  centuries: [last: number, century: number, other: number][]
  called: string
  person: string
  unit: string
  before: number
  after: number
}

/** What passwords and keys are found by: `catalogue.privacy.credentials` as data. */
export interface CredentialRules {
  /** What it is in Danish, hints of which one must stand, the form, its flags, and how the last doubt is judged. */
  shapes: [kind: string, hints: string[], pattern: string, flags: string, judge: string][]
  placeholders: string[]
  placeholder: string
  dated: string
}

/** What disguises are seen through by: `catalogue.privacy.disguises` as data. */
export interface DisguiseRules {
  tokens: [kind: string, pattern: string][]
  inline: string
  cells: string
  cell: string
  mark: string
  break: string
  /** Packed runs of characters, by what they are read as. */
  characters: Record<string, string>
}

/** What a page's text is read by where that is not CommonMark: `catalogue.rendering` as data. */
export interface TextRules {
  ordinal: string
  bullet: string
  hard: string
  moreThan: string
  noted: string
  box: string
  /** By kind: the pattern of lines that keep to themselves where several of them follow each other. */
  rows: Record<string, string>
  /** What a box without a title of its own is called, by its kind. */
  titles: Record<string, string>
}

/** What the check says of a whole page: `describe_words` of `checks/browser.py`. */
export type Said = Record<
  | "number"
  | "secret"
  | "possible"
  | "private"
  | "known"
  | "mail"
  | "template"
  | "name"
  | "nameEmpty"
  | "nameReserved"
  | "nameNumber"
  | "nameKept"
  | "guess"
  | "unknown"
  | "area"
  | "itself"
  | "page"
  | "front",
  string
>

/** Where a finished page can be sent. */
export interface Sending {
  /** The path of the receiver, as `/indsend/`, where there is one. */
  receiver?: string
  /** The most pictures that go with a page; none where its form takes none. */
  pictures?: number
  mail?: string
  /** On GitHub: the pages for a new file and for files to upload. */
  new?: string
  upload?: string
  /** On any other forge: its address. */
  forge?: string
}

/** What is asked of each picture: `views/parts/photos.py`. */
export interface Photos {
  questions: Photo[]
  /** What is written in words, by its way within the picture, as `consent.kept_by`. */
  fields: Question[]
  /** The channel that the catalogue is. */
  here: string
  /** After how many years people are asked again. */
  years: number
}

/** One question: its fields within the picture's own, and what is said where it is not answered or an answer stops. */
export interface Photo {
  keys: string[]
  missing: string
  stops: Record<string, string>
  /** Whom one can know on a picture of which it is asked; empty where it is asked of all. */
  onlyWith: string
}

/** A page as it is given to its form, to be put right: `page_data` of `views/parts/editing.py`. */
export interface BasePage {
  kind: Kind | "idea"
  key: string
  fields: Fields
  body: string
}

// Made

/** A field's value as the file holds it. */
export type Value = Item | Item[]
export type Item = string | number | boolean | null | undefined | Fields

/** A page's fields, as the model has them. Named are those that the form itself looks at. */
export interface Fields {
  [key: string]: Value
  title?: string
  summary?: string
  status?: string
  kind?: string
  area?: string
  plan?: Step[]
}

/** One step of a plan. */
export type Step = { [key: string]: string | undefined }

/** What stands in the form, by the names of its fields: a text, or the chosen boxes of a row. */
export type Values = Record<string, string | string[]>

/** What stands in the form: values by name, and how many steps each list has. */
export interface Written {
  values: Values
  counts: Record<string, number>
}

/** What is answered: what stands in the form, and the page that is put right, as it was. */
export interface Answers extends Written {
  base: BasePage | null
  /** The pictures that were chosen, in their order; their texts are among the values, as `images.0.alt`. */
  pictures?: Drawn[]
  /** What the file says of them. */
  images?: Fields[]
}

/** A picture as the browser has drawn it: what is sent, the name of its file, and a small one to show. */
export interface Drawn {
  blob: Blob
  file: string
  shown: HTMLCanvasElement
}

/** What a form can be filled with; a draft is one, kept as JSON. */
export type Filling = Partial<Answers> & {
  /** The nedslag that a plan is begun in. */
  from?: string
  extra?: Record<string, string[]>
  receipt?: string
  /** The page that is borrowed from. */
  lent?: BasePage | null
  /** Whether what is written already goes along. */
  carries?: boolean
}

/** All that changes while somebody writes. */
export interface State extends Answers {
  pictures: Drawn[]
  /** Chosen values that have no box, such as a topic that the theme no longer has. */
  extra: Record<string, string[]>
  /** What the answers make: the page, and the file of a new unit. */
  files: PageFile[]
  /** The names of the fields with a fault that is shown. */
  faulty: Set<string>
  /** The address of the receipt of the page that is put right; empty for a page that was never sent. */
  receipt: string
  /** The page that is borrowed from, as it stands. */
  lent: BasePage | null
  /** The files, as one text, that were copied or fetched last; empty where none were. */
  done: string
  /** Whether anything is written that should be kept. */
  isTouched: boolean
  /** What stood in the form before a step was taken out. */
  removed: Written | null
  /** The buttons that send, in words, so that they are made anew only when there are others to make. */
  ways: string
  /** Waits until the writer rests, to keep a draft, and to say how many characters are left. */
  saving?: ReturnType<typeof setTimeout>
  speaking?: ReturnType<typeof setTimeout>
}

/** A finished file: its path below docs/, its fields, and its text. */
export interface PageFile {
  path: string
  fields: Fields
  text: string
}

/** What is wrong with a field, or could be better, in the words of the check. */
export interface Fault {
  name: string
  words: string
  /** Whether it asks of privacy: then somebody must say that it has been looked at. */
  isPrivate?: boolean
}

/** What the receiver tells of a page that was sent: `catalogue.receive.application`. */
export interface Receipt {
  state: string
  words: string[]
  /** The page, and the workplace's own where it came with it. */
  pages?: BasePage[]
}

/** What the receiver answers to a page that is sent or checked. */
export interface Reply {
  receipt?: string
  problems?: { field: string; message: string }[]
  advice?: { field: string; message: string }[]
}

// Read: a page's text as the preview shows it

/** What a text becomes: words, a character by its name in HTML, or an element with pieces in it. */
export type Piece = string | Entity | Made
export type Entity = { entity: string }
export type Made<Child = Piece> = {
  name: keyof HTMLElementTagNameMap
  attributes: Record<string, string | number>
  children: Child[]
}

/** A piece while the text is read: what may be left out is known when all of it is. */
export type Rough = Piece | Late | RoughMade
export type Late = { pieces: () => Rough[] }
export interface RoughMade extends Made<Rough> {}

/** A block that is found: it makes its pieces when all addresses and footnotes of the text are known. */
export type Block = () => Rough[]
/** A block, and the line after it. */
export type Found = [block: Block, next: number]

/** What stands elsewhere in a text and is referred to: addresses and footnotes by their labels in small letters. */
export interface References {
  addresses: Set<string>
  /** The addresses that a link leads to. */
  used: Set<string>
  notes: Map<string, Block>
  /** The footnotes that are referred to, in the order of their numbers. */
  numbers: string[]
}

/** The patterns of `TextRules`, each ready to be tried on a line. */
export interface Patterns {
  ordinal: RegExp
  bullet: RegExp
  hard: RegExp
  moreThan: RegExp
  noted: RegExp
  box: RegExp
  rows: [kind: string, pattern: RegExp][]
}

/** What reading a text takes and knows. `within` reads the lines within a block. */
export interface Reading {
  ours: Patterns
  titles: Record<string, string>
  references: References
  within: (lines: string[]) => Block
}

/** A point of a list: how far in it stands, its mark and number, where its text begins, and the text. */
export interface Point {
  indent: number
  mark: string
  number?: number
  isEmpty: boolean
  offset: number
  text: string
}
