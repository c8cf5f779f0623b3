-- The schema of a graph file, version 1 (PRAGMA user_version; application_id says whose file it is).
--
-- All positions are bytes into documents.text, half-open: [start, end). A column with several spans holds JSON, as
-- [[0,12],[20,31]], in text order. `document` is documents.key. Items of a document keep the numbers that they have in
-- the JSON of `newsgraph annotate`: quote 3 is the fourth of its quotes. Scores are those of the model that layers names.

-- The texts.
CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,            -- the caller's name for it
    date TEXT,                          -- the day that it came out, YYYY-MM-DD
    text TEXT NOT NULL,
    recipe TEXT NOT NULL,               -- how it was annotated, in the words of the program that added it
    tokens BLOB                         -- words: for each the bytes since the last one's end and its length, as LEB128
);
CREATE INDEX documents_date ON documents (date);

-- Programs and models that made layers.
CREATE TABLE makers (
    key INTEGER PRIMARY KEY,
    component TEXT NOT NULL,
    model TEXT,                         -- its name and version, where it has one
    UNIQUE (component, model)
);

-- Which layers a document has, and who made them: the model of each of its rows.
CREATE TABLE layers (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    layer TEXT NOT NULL,                -- 'mentions', 'quotes', 'relations', ...
    maker INTEGER NOT NULL REFERENCES makers (key),
    PRIMARY KEY (document, layer)
) WITHOUT ROWID;

CREATE TABLE sentences (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    sentence INTEGER NOT NULL,
    paragraph INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    tokens INTEGER NOT NULL,            -- how many of the document's words it has
    PRIMARY KEY (document, sentence)
) WITHOUT ROWID;

-- Entities across documents.
CREATE TABLE graph_entities (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- stays while members stay; is never given twice
    name TEXT NOT NULL,                 -- the fullest of its names that several of its documents have, else the fullest
    label TEXT NOT NULL,                -- the label that most of its documents give it
    named INTEGER NOT NULL,             -- 1 where some document names it, 0 where it is only described
    documents INTEGER NOT NULL,         -- in how many documents it stands
    link TEXT                           -- its id in a gazetteer
);
CREATE INDEX graph_entities_link ON graph_entities (link) WHERE link IS NOT NULL;

-- Entities of a document.
CREATE TABLE entities (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    entity INTEGER NOT NULL,
    name TEXT NOT NULL,                 -- its fullest name in the text
    label TEXT NOT NULL,
    nth INTEGER NOT NULL,               -- the how manieth of the document with this name and label, from 0
    named INTEGER NOT NULL,             -- 1 where the text names it, 0 where it is only described
    profile TEXT,                       -- of one that is named, what may tell it from others: JSON of newsgraph-identity
    graph_entity INTEGER REFERENCES graph_entities (id) ON DELETE SET NULL, -- null until it is settled
    UNIQUE (document, entity)
);
CREATE INDEX entities_graph ON entities (graph_entity) WHERE graph_entity IS NOT NULL;

-- What entities of documents are looked up by when they are compared.
CREATE TABLE identity_keys (
    key TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entities (key) ON DELETE CASCADE,
    PRIMARY KEY (key, entity)
) WITHOUT ROWID;
CREATE INDEX identity_keys_entity ON identity_keys (entity);

-- The names that texts use, in lower case with single spaces.
CREATE TABLE names (
    name TEXT NOT NULL,
    entity INTEGER NOT NULL REFERENCES entities (key) ON DELETE CASCADE,
    folded TEXT NOT NULL,               -- what it is looked up by: without accents, full stops and apostrophes too
    PRIMARY KEY (entity, name)
) WITHOUT ROWID;
CREATE INDEX names_folded ON names (folded, entity);

-- Entities of documents whose place in the graph is to be looked at anew, with all that they share keys with.
CREATE TABLE unsettled (
    entity INTEGER PRIMARY KEY REFERENCES entities (key) ON DELETE CASCADE
);

-- What a reader has decided. It goes before what texts say, and stays when a document is replaced or withdrawn.
CREATE TABLE decisions (
    key INTEGER PRIMARY KEY AUTOINCREMENT, -- later ones are higher; is never given twice
    kind TEXT NOT NULL CHECK (kind IN ('same', 'apart'))
);

-- Whom a decision is about: all of a 'same' are one; of an 'apart', those of side 0 are one, and none of side 1 is it.
CREATE TABLE decision_members (
    decision INTEGER NOT NULL REFERENCES decisions (key) ON DELETE CASCADE,
    side INTEGER NOT NULL,
    document TEXT NOT NULL,             -- documents.id, which need not be there
    name TEXT NOT NULL,                 -- entities.name, label, nth
    label TEXT NOT NULL,
    nth INTEGER NOT NULL,
    void INTEGER REFERENCES decisions (key) ON DELETE SET NULL, -- the later decision that speaks against it; null where it holds
    PRIMARY KEY (document, name, label, nth, decision, side)
) WITHOUT ROWID;
CREATE INDEX decision_members_decision ON decision_members (decision);

-- Names, descriptions, pronouns and values.
CREATE TABLE mentions (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    mention INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- 'proper', 'nominal', 'pronoun', 'value'
    value TEXT,                         -- of a value: ISO 8601 for dates, amount and ISO 4217 code for money
    score REAL,
    appended INTEGER NOT NULL,          -- 1 where coreference added it
    entity INTEGER,                     -- entities.entity
    place INTEGER,                      -- which of the entity's mentions it is
    PRIMARY KEY (document, mention),
    FOREIGN KEY (document, entity) REFERENCES entities (document, entity) ON DELETE CASCADE
) WITHOUT ROWID;

-- What somebody said, thought or wrote.
CREATE TABLE quotes (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    quote INTEGER NOT NULL,
    kind TEXT NOT NULL,                 -- 'direct', 'indirect', 'mixed'
    act TEXT NOT NULL,                  -- 'speech', 'thought', 'attitude', 'other'
    start INTEGER NOT NULL,             -- of the content, from its first span to its last
    "end" INTEGER NOT NULL,
    content TEXT NOT NULL,              -- its spans
    cue_start INTEGER,                  -- the words that report it
    cue_end INTEGER,
    parent INTEGER,                     -- the quote that it is part of
    speakers INTEGER NOT NULL,          -- how many say it together; 0 where one says it, or nobody is told
    score REAL,
    claimant INTEGER,                   -- the speaker of `parent`; null where the writer reports it
    UNIQUE (document, quote)
);

-- Who says a quote, and to whom.
CREATE TABLE participants (
    document INTEGER NOT NULL,
    quote INTEGER NOT NULL,
    part TEXT NOT NULL,                 -- 'speaker', 'addressee'; of several speakers too 'together', the words for all
    position INTEGER NOT NULL,          -- of several, from 0
    start INTEGER NOT NULL,             -- where the text names, describes or points at it
    "end" INTEGER NOT NULL,
    head_start INTEGER NOT NULL,        -- the word that the others hang on
    head_end INTEGER NOT NULL,
    how TEXT NOT NULL,                  -- 'named', 'pronoun', 'described', 'implicit'
    role_start INTEGER,                 -- the words that say what it is
    role_end INTEGER,
    behalf_start INTEGER,               -- the name of whom it speaks for
    behalf_end INTEGER,
    entity INTEGER,                     -- who it is: entities.entity
    behalf INTEGER,                     -- whom it speaks for: entities.entity
    PRIMARY KEY (document, quote, part, position),
    FOREIGN KEY (document, quote) REFERENCES quotes (document, quote) ON DELETE CASCADE,
    FOREIGN KEY (document, entity) REFERENCES entities (document, entity) ON DELETE CASCADE
) WITHOUT ROWID;

-- Typed relations between two entities.
CREATE TABLE relations (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    relation INTEGER NOT NULL,
    label TEXT NOT NULL,
    subject INTEGER NOT NULL,           -- entities.entity
    object INTEGER NOT NULL,            -- entities.entity
    start INTEGER NOT NULL,             -- of the evidence, from its first span to its last
    "end" INTEGER NOT NULL,
    evidence TEXT NOT NULL,             -- its spans
    status TEXT NOT NULL,               -- 'now', 'former', 'planned', 'denied'
    role_start INTEGER,                 -- the words for what the subject is to the object
    role_end INTEGER,
    negated INTEGER NOT NULL,           -- 1 where the text denies it
    hedged INTEGER NOT NULL,            -- 1 where the text calls it possible
    quote INTEGER,                      -- the quote that claims it; null for the writer's own statement
    score REAL,
    claimant INTEGER,                   -- the entity that says `quote`; null for the writer, or one who is not told
    UNIQUE (document, relation),
    FOREIGN KEY (document, subject) REFERENCES entities (document, entity) ON DELETE CASCADE,
    FOREIGN KEY (document, object) REFERENCES entities (document, entity) ON DELETE CASCADE
);
CREATE INDEX relations_label ON relations (label);

-- Statements as subject, predicate and object, in the text's own words.
CREATE TABLE triples (
    document INTEGER NOT NULL REFERENCES documents (key) ON DELETE CASCADE,
    triple INTEGER NOT NULL,
    subject_start INTEGER NOT NULL,
    subject_end INTEGER NOT NULL,
    implied TEXT,                       -- a verb that goes before the predicate's words and is not in the text
    predicate TEXT NOT NULL,            -- its spans
    lemmas TEXT,                        -- the base forms of the predicate's words, in lower case, a space between
    object_start INTEGER NOT NULL,
    object_end INTEGER NOT NULL,
    arguments TEXT NOT NULL,            -- further arguments: their spans
    negated INTEGER NOT NULL,
    hedged INTEGER NOT NULL,
    quote INTEGER,
    score REAL,
    subject INTEGER,                    -- the entity that the head of the subject's words is: entities.entity
    object INTEGER,
    claimant INTEGER,                   -- the entity that says `quote`
    PRIMARY KEY (document, triple)
) WITHOUT ROWID;

-- Full text: the words of quotes by quotes.key, the evidence of relations by relations.key. They hold no text of their own.
CREATE VIRTUAL TABLE quote_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE relation_words USING fts5 (
    words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
);

-- Each quote and who says it, with words for spans. One row for each speaker; one with nulls where nobody is told.
CREATE VIEW said AS
SELECT
    d.id AS document, d.date, q.quote, q.kind, q.act,
    (SELECT group_concat(CAST(substr(CAST(d.text AS BLOB), 1 + (s.value ->> 0), (s.value ->> 1) - (s.value ->> 0)) AS TEXT),
        ' ... ') FROM (SELECT value FROM json_each(q.content) ORDER BY key) AS s) AS words,
    q.start, q."end", q.content,
    CAST(substr(CAST(d.text AS BLOB), 1 + q.cue_start, q.cue_end - q.cue_start) AS TEXT) AS cue,
    CAST(substr(CAST(d.text AS BLOB), 1 + p.start, p."end" - p.start) AS TEXT) AS speaker_words,
    p.position, p.how,
    CAST(substr(CAST(d.text AS BLOB), 1 + p.role_start, p.role_end - p.role_start) AS TEXT) AS role,
    g.name AS speaker, g.id AS speaker_id,
    CAST(substr(CAST(d.text AS BLOB), 1 + a.start, a."end" - a.start) AS TEXT) AS addressee_words,
    ag.name AS addressee, ag.id AS addressee_id,
    q.parent, cg.name AS claimant, cg.id AS claimant_id, q.score, m.model, q.key
FROM quotes AS q
JOIN documents AS d ON d.key = q.document
LEFT JOIN participants AS p ON p.document = q.document AND p.quote = q.quote AND p.part = 'speaker'
LEFT JOIN entities AS e ON e.document = p.document AND e.entity = p.entity
LEFT JOIN graph_entities AS g ON g.id = e.graph_entity
LEFT JOIN participants AS a ON a.document = q.document AND a.quote = q.quote AND a.part = 'addressee'
LEFT JOIN entities AS ae ON ae.document = a.document AND ae.entity = a.entity
LEFT JOIN graph_entities AS ag ON ag.id = ae.graph_entity
LEFT JOIN entities AS ce ON ce.document = q.document AND ce.entity = q.claimant
LEFT JOIN graph_entities AS cg ON cg.id = ce.graph_entity
LEFT JOIN layers AS l ON l.document = q.document AND l.layer = 'quotes'
LEFT JOIN makers AS m ON m.key = l.maker;

-- Each relation, with words for spans and the names of both ends across documents.
CREATE VIEW related AS
SELECT
    d.id AS document, d.date, r.relation, r.label,
    s.name AS subject_words, sg.name AS subject, sg.id AS subject_id,
    o.name AS object_words, og.name AS object, og.id AS object_id,
    CAST(substr(CAST(d.text AS BLOB), 1 + r.role_start, r.role_end - r.role_start) AS TEXT) AS role,
    (SELECT group_concat(CAST(substr(CAST(d.text AS BLOB), 1 + (s.value ->> 0), (s.value ->> 1) - (s.value ->> 0)) AS TEXT),
        ' ... ') FROM (SELECT value FROM json_each(r.evidence) ORDER BY key) AS s) AS words,
    r.start, r."end", r.evidence, r.status, r.negated, r.hedged,
    r.quote, q.act, cg.name AS claimant, cg.id AS claimant_id, r.score, m.model, r.key
FROM relations AS r
JOIN documents AS d ON d.key = r.document
JOIN entities AS s ON s.document = r.document AND s.entity = r.subject
JOIN entities AS o ON o.document = r.document AND o.entity = r.object
LEFT JOIN graph_entities AS sg ON sg.id = s.graph_entity
LEFT JOIN graph_entities AS og ON og.id = o.graph_entity
LEFT JOIN quotes AS q ON q.document = r.document AND q.quote = r.quote
LEFT JOIN entities AS ce ON ce.document = r.document AND ce.entity = r.claimant
LEFT JOIN graph_entities AS cg ON cg.id = ce.graph_entity
LEFT JOIN layers AS l ON l.document = r.document AND l.layer = 'relations'
LEFT JOIN makers AS m ON m.key = l.maker;

-- Each mention with its words, and the entity across documents.
CREATE VIEW mentioned AS
SELECT
    d.id AS document, d.date, n.mention,
    CAST(substr(CAST(d.text AS BLOB), 1 + n.start, n."end" - n.start) AS TEXT) AS words,
    n.start, n."end", n.label, n.kind, n.value, g.name AS entity, g.id AS entity_id, n.score, m.model
FROM mentions AS n
JOIN documents AS d ON d.key = n.document
LEFT JOIN entities AS e ON e.document = n.document AND e.entity = n.entity
LEFT JOIN graph_entities AS g ON g.id = e.graph_entity
LEFT JOIN layers AS l ON l.document = n.document AND l.layer = 'mentions'
LEFT JOIN makers AS m ON m.key = l.maker;
