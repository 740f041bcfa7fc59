/** The states of a case, in the order of the columns below. */
export const STATES = ['draft', 'awaiting-allocation', 'allocated', 'with-specialist', 'information-requested', 'answered', 'closed', 'posted-in-error'] as const;
export type State = (typeof STATES)[number];

/** `+` it is done; else the status that says no. `|` between answers that the product's description leaves open. */
type Line = string;
export type Side = 'author' | 'colleague' | 'medco' | 'specialist' | 'coordinator';
export type Grid = Readonly<Record<Side, Line>>;

/**
 * What each person gets, by state: written from the description of the product, without a look at the code.
 * Who has no line may not see the case: 404, always. The specialist's case is allocated to them from the third column
 * on, and accepted from the fourth. Columns: draft, awaiting allocation, allocated, with specialist, information
 * requested, answered, closed, posted in error; a dash where there is nothing to try.
 */
const see: Grid = {
  author: '        +    +    +    +    +    +    +    404',
  colleague: '     404  +    +    +    +    +    +    404',
  medco: '         404  +    +    +    +    +    +    404',
  specialist: '    404  404  +    +    +    +    +    404',
  coordinator: '   404  +    +    +    +    +    +    404',
};

const editDraft: Grid = {
  author: '        +    409  409  409  409  409  409  404',
  colleague: '     404  403  403  403  403  403  403  404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  403  403  403  403  403  404',
  coordinator: '   404  403  403  403  403  403  403  404',
};

const allocate: Grid = {
  author: '        403  403  403  403  403  403  403  404',
  colleague: '     404  403  403  403  403  403  403  404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  403  403  403  403  403  404',
  coordinator: '   404  +    +    +    +    +    409  404',
};

/** Of the specialist's allocation; where there is none yet, of the one that was refused. Who has answered keeps the case. */
const withdraw: Grid = {
  author: '        403  403  403  403  403  403  403  404',
  colleague: '     404  403  403  403  403  403  403  404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  403  403  403  403  403  404',
  coordinator: '   404  409  +    +    +    409  409  404',
};

/** Only while the move is the specialist's: what is due after a reply is counted anew. */
const dueTime: Grid = {
  ...withdraw,
  coordinator: '   404  409  +    +    409  409  409  404',
};

const respond: Grid = {
  author: '        403  403  403  403  403  403  403  404',
  colleague: '     404  403  403  403  403  403  403  404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  +    409  409  409  409  404',
  coordinator: '   404  403  403  403  403  403  403  404',
};

/** The specialist asks for information; the project asks on after an answer. Whether one may ask twice is left open. */
const ask: Grid = {
  author: '        409  409  409  409  409    +    409  404',
  colleague: '     404  409  409  409  409    +    409  404',
  medco: '         404  403  403  403  403    403  403  404',
  specialist: '    404  404  403  +    +|409  409  409  404',
  coordinator: '   404  403  403  403  403    403  403  404',
};

/** What the project replies to a question. */
const reply: Grid = {
  author: '        409  409  409  409  +    409  409  404',
  colleague: '     404  409  409  409  +    409  409  404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  403  403  403  403  403  404',
  coordinator: '   404  403  403  403  403  403  403  404',
};

/** A second answer to the same question is left open. */
const answer: Grid = {
  author: '        403  403  403  403  403  403    403  404',
  colleague: '     404  403  403  403  403  403    403  404',
  medco: '         404  403  403  403  403  403    403  404',
  specialist: '    404  404  403  +    +    +|409  409  404',
  coordinator: '   404  403  403  403  403  403    403  404',
};

/** Whether one can write to oneself in a draft is left open. */
const write: Grid = {
  author: '        +|409  +    +    +    +    +    409  404',
  colleague: '     404    +    +    +    +    +    409  404',
  medco: '         404    +    +    +    +    +    409  404',
  specialist: '    404    404  403  +    +    +    409  404',
  coordinator: '   404    +    +    +    +    +    409  404',
};

const attach: Grid = {
  ...write,
  author: '        +        +    +    +    +    +    409  404',
};

/** Of a file that the author has uploaded. */
const editAuthorsFile: Grid = {
  author: '        +    +    +    +    +    +    409  404',
  colleague: '     404  403  403  403  403  403  403  404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  403  403  403  403  403  404',
  coordinator: '   404  403  403  403  403  403  403  404',
};

/** Of a file that the specialist has uploaded. */
const editSpecialistsFile: Grid = {
  author: '        -    -    -    403  403  403  403  404',
  colleague: '     -    -    -    403  403  403  403  404',
  medco: '         -    -    -    403  403  403  403  404',
  specialist: '    -    -    -    +    +    +    409  404',
  coordinator: '   -    -    -    403  403  403  403  404',
};

/** As long as it is a draft. */
const removeFile = editDraft;

/** Whether there is anything to take out of a draft is left open. */
const takeOut: Grid = {
  author: '        +|409  +    +    +    +    +    +    404',
  colleague: '     404    +    +    +    +    +    +    404',
  medco: '         404    +    +    +    +    +    +    404',
  specialist: '    404    404  403  403  403  403  403  404',
  coordinator: '   404    403  403  403  403  403  403  404',
};

const close: Grid = {
  author: '        409  +    +    +    +    +    409  404',
  colleague: '     404  +    +    +    +    +    409  404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  403  403  403  403  403  404',
  coordinator: '   404  +    +    +    +    +    409  404',
};

/** To continue a closed case as a new one, and to report the outcome. */
const afterwards: Grid = {
  author: '        409  409  409  409  409  409  +    404',
  colleague: '     404  409  409  409  409  409  +    404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  403  403  403  403  403  404',
  coordinator: '   404  403  403  403  403  403  403  404',
};

/** Of the wrong patient, in the wrong project: a draft is deleted instead, and closed is for good. */
const takeBack: Grid = {
  author: '        409  +    +    +    +    +    409  404',
  colleague: '     404  403  403  403  403  403  403  404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  403  403  403  403  403  404',
  coordinator: '   404  +    +    +    +    +    409  404',
};

/** A draft, or an open case, to a colleague of the project. */
const handOver: Grid = {
  author: '        +    +    +    +    +    +    409  404',
  colleague: '     404  +    +    +    +    +    409  404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  403  403  403  403  403  404',
  coordinator: '   404  403  403  403  403  403  403  404',
};

const notifyMedco: Grid = {
  author: '        409  +    +    +    +    +    409  404',
  colleague: '     404  +    +    +    +    +    409  404',
  medco: '         404  403  403  403  403  403  403  404',
  specialist: '    404  404  403  403  403  403  403  404',
  coordinator: '   404  403  403  403  403  403  403  404',
};

/** Every route below a case, or about one, by what it does; in brackets which form, or whose file. */
export const CASE_TABLE: Readonly<Record<string, Grid>> = {
  'GET /cases/:reference': see,
  'GET /cases/:reference/history': see,
  'GET /cases/:reference/discussion': see,
  'GET /cases/:reference/attachments': see,
  'GET /cases/:reference/attachments/:id/file': see,
  'GET /cases/:reference/attachments/:id/preview/240': see,
  'GET /cases/:reference/attachments/:id/preview/:size': see,
  'GET /cases/:reference/images/:id': see,

  'GET /cases/:reference/edit': editDraft,
  'POST /cases/:reference': editDraft,
  'POST /cases/:reference (submit)': editDraft,
  'POST /cases/:reference/deletion': editDraft,

  'GET /cases/:reference/allocate': allocate,
  'POST /cases/:reference/allocations': allocate,
  'POST /cases/:reference/allocations/:allocation/withdrawal': withdraw,
  'GET /cases/:reference/allocations/:allocation/due-time': dueTime,
  'POST /cases/:reference/allocations/:allocation/due-time': dueTime,
  'POST /cases/:reference/acceptance': respond,
  'POST /cases/:reference/refusal': respond,

  'POST /cases/:reference/messages': write,
  'POST /cases/:reference/questions': ask,
  'POST /cases/:reference/replies': reply,
  'POST /cases/:reference/answers': answer,

  'POST /cases/:reference/attachments': attach,
  'POST /uploads': attach,
  'GET /cases/:reference/attachments/:id': editAuthorsFile,
  'POST /cases/:reference/attachments/:id': editAuthorsFile,
  'GET /cases/:reference/attachments/:id (of the specialist)': editSpecialistsFile,
  'POST /cases/:reference/attachments/:id (of the specialist)': editSpecialistsFile,
  'POST /cases/:reference/attachments/:id/removal': removeFile,
  'GET /cases/:reference/attachments.zip': takeOut,
  'GET /cases/:reference.pdf': takeOut,
  'POST /cases/:reference.pdf': takeOut,
  'GET /cases/:reference.pdf/file': takeOut,

  'GET /cases/:reference/closure': close,
  'POST /cases/:reference/closure': close,
  'POST /cases/:reference/continuation': afterwards,
  'GET /cases/:reference/outcome': afterwards,
  'POST /cases/:reference/outcome': afterwards,
  'POST /cases/:reference/medco-notice': notifyMedco,
  'GET /cases/:reference/handover': handOver,
  'POST /cases/:reference/handover': handOver,
  'GET /cases/:reference/posted-in-error': takeBack,
  'POST /cases/:reference/posted-in-error': takeBack,
};
