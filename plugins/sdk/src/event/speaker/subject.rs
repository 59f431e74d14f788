//! The subject of a verb of saying.

use super::{Found, Pointer, Speaker, View};
use q7x2_text::cut::Made;
use q7x2_text::language::Sense;
use q7x2_text::name::EntityKind;
use q7x2_text::name::Name;

/// Adverbs and auxiliaries that may stand between a subject and its verb.
const BETWEEN: usize = 3;
/// Lexemes of what a role is of, before the comma and the name: "of the town of Dunmore".
const ROLE: usize = 6;
/// Words before a title that may belong to it.
const MODIFIERS: usize = 2;
/// Lexemes that a title may have: "chief medical officer".
const TITLE: usize = 4;
/// Lexemes of an aside between a subject and its verb: ", who hosted the talks,".
const ASIDE: usize = 18;
/// Lexemes of the words for somebody without a name: "a senior official at the ministry of the
/// interior".
const PHRASE: usize = 12;

impl View<'_> {
    pub(super) fn names(&self) -> &[Name] {
        &self.event.text().at(self.spot).names
    }

    /// The subject before the verb at an index, and where it begins.
    pub(super) fn subject_before(&self, verb: usize) -> (Option<usize>, Found) {
        for back in 0..=BETWEEN.min(verb) {
            let end = verb - back;
            if back > 0 && !self.is_between(end) {
                break;
            }
            if let Some(found) = self.subject_ending(end) {
                return found;
            }
        }
        (None, Found::Nothing)
    }

    /// Whether a lexeme may stand between a subject and its verb.
    fn is_between(&self, at: usize) -> bool {
        let between =
            [Sense::Stop, Sense::Past, Sense::Future, Sense::Opener, Sense::Approximation];
        let word = self.lexemes.folded(at);
        let adverb = self.lexemes.is(at, Made::Word) && word.ends_with("ly");
        adverb || (between.iter().any(|sense| self.has(at, sense)) && !self.is_pronoun(at))
    }

    fn is_pronoun(&self, at: usize) -> bool {
        let word = self.lexemes.folded(at);
        self.language.person_pronouns.iter().any(|pronoun| pronoun == word)
    }

    /// The subject that ends right before an index.
    fn subject_ending(&self, end: usize) -> Option<(Option<usize>, Found)> {
        let last = end.checked_sub(1)?;
        if self.is_quoted(last) {
            return None;
        }
        if self.is_pronoun(last) {
            let free = self.is_subject_start(last);
            return Some((
                Some(last),
                if free { Found::Pointer(Pointer::Pronoun(last)) } else { Found::Doubt },
            ));
        }
        let end_byte = self.lexemes.range(last, end).end;
        if let Some(name) = self.names().iter().find(|name| name.range.end == end_byte) {
            return Some(self.named(name));
        }
        if self.lexemes.folded(last) == "," {
            return self.inside_aside(last).or_else(|| self.before_aside(last));
        }
        self.unnamed_ending(end)
    }

    /// A name as the subject, where nothing before it makes it an object.
    fn named(&self, name: &Name) -> (Option<usize>, Found) {
        let mut start = self.at(name.full().start);
        if name.title.is_some() {
            start = self.before_modifiers(start);
        }
        start -= usize::from(start > 0 && self.has(start - 1, &Sense::WeakYearCue));
        start -= 2 * usize::from(self.is_elided(start));
        let found = match self.speaker(name) {
            Some(speaker) if self.is_subject_start(start) && !self.is_joined_to_name(start) => {
                Found::Speaker(speaker)
            }
            _ => self.unnamed_around(name).map_or(Found::Doubt, |found| found),
        };
        let start = if let Found::Speaker(speaker) = &found {
            start.min(self.at(speaker.range.start))
        } else {
            start
        };
        (Some(start), found)
    }

    /// Whether an article without its vowel stands before an index: "l'ancien préfet".
    fn is_elided(&self, at: usize) -> bool {
        at > 1
            && self.lexemes.before(at) == "'"
            && self.language.elisions.iter().any(|word| word == self.lexemes.before(at - 1))
    }

    /// Where the words before a title begin that belong to it: "coastguard officer", "Fenwick chief
    /// executive".
    fn before_modifiers(&self, title: usize) -> usize {
        let modifies = |at: usize| {
            self.lexemes.is(at, Made::Word)
                && !self.is_quoted(at)
                && ![Sense::Stop, Sense::Speech, Sense::Past, Sense::And]
                    .iter()
                    .any(|sense| self.has(at, sense))
        };
        let from =
            (title.saturating_sub(MODIFIERS)..title).rev().take_while(|&at| modifies(at)).last();
        from.filter(|&from| self.is_subject_start(from)).unwrap_or(title)
    }

    /// Somebody or some body that can speak: no place, and no administration named after a person.
    pub(super) fn speaker(&self, name: &Name) -> Option<Speaker> {
        let entity = name.entity?;
        let kind = self.event.text().entities.get(entity)?.kind;
        let speaks = kind != EntityKind::Place && !name.administration;
        let behind = self.at(name.range.end);
        let possessed = self.lexemes.folded(behind) == "'" && self.lexemes.is_joined(behind);
        (speaks && !possessed).then(|| Speaker {
            entity: Some(entity),
            spot: self.spot,
            range: name.range.clone(),
        })
    }

    /// Whether a subject can begin at an index: at the start, behind a mark or a date, or behind
    /// "and", "that", "while".
    fn is_subject_start(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        if self.lexemes.is(before, Made::Mark) && self.lexemes.folded(before) != "'" {
            return true;
        }
        let text = self.event.text().at(self.spot);
        let byte = self.lexemes.range(before, at).start;
        let dated = text.dates.iter().any(|date| date.range.contains(&byte));
        let word = self.lexemes.folded(before);
        let opens = self.language.clause_openers.iter().any(|opener| opener == word);
        let that = self.language.that_words.iter().any(|that| that == word);
        dated || opens || that || self.has(before, &Sense::And) || self.has(before, &Sense::Opener)
    }

    /// Whether "and" or a comma joins what begins here with a name before it: two speakers are
    /// none.
    fn is_joined_to_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&before| self.has(before, &Sense::And)) else {
            return false;
        };
        let end = self.lexemes.range(before, at).start;
        let gap = |name: &Name| {
            self.lexemes
                .text
                .get(name.range.end..end)
                .is_some_and(|gap| gap.trim().trim_matches(',').is_empty())
        };
        self.names().iter().any(|name| name.range.end <= end && gap(name))
    }

    /// A name that is all of the aside that ends with the comma at an index, behind a role: "Corrin's
    /// lawyer, Hedda Mossop,".
    fn inside_aside(&self, comma: usize) -> Option<(Option<usize>, Found)> {
        let end = self.lexemes.range(comma, comma + 1).start;
        let name = self.names().iter().find(|name| name.range.end == end)?;
        let open = self.at(name.full().start).checked_sub(1)?;
        let titled = self.lexemes.folded(open) == ","
            && (open.saturating_sub(TITLE)..open)
                .any(|at| at + self.title_length(at) == open && self.title_length(at) > 0);
        let from =
            (open.saturating_sub(PHRASE)..open).rev().find(|&at| self.is_subject_start(at))?;
        let speaker = self.speaker(name).filter(|_| titled && self.is_person(name))?;
        Some((Some(from), Found::Speaker(speaker)))
    }

    /// The subject before an aside that ends with the comma at an index.
    fn before_aside(&self, comma: usize) -> Option<(Option<usize>, Found)> {
        let open = (comma.saturating_sub(ASIDE)..comma).rev().find(|&at| {
            let start = self.lexemes.range(at, at + 1).start;
            self.lexemes.folded(at) == ","
                && self.names().iter().any(|name| name.range.end == start)
        })?;
        let start = self.lexemes.range(open, open + 1).start;
        let name = self.names().iter().find(|name| name.range.end == start)?;
        let first = self.lexemes.folded(open + 1);
        let relative = self.language.relative_words.iter().any(|word| word == first);
        let whole = self.lexemes.range(open + 1, comma);
        let role = name
            .role
            .as_ref()
            .is_some_and(|role| whole.start <= role.start && role.end == whole.end);
        let aged = self.lexemes.is(open + 1, Made::Digits) && comma == open + 2;
        (relative || role || aged).then(|| self.named(name))
    }

    /// Somebody without a name whose words end right before an index: "the adviser", "a senior
    /// official at the ministry".
    fn unnamed_ending(&self, end: usize) -> Option<(Option<usize>, Found)> {
        let (from, title) = match self.phrase_start(end) {
            Some(found) => found,
            None => return self.of_somebody(end),
        };
        let definite = !self.has(from, &Sense::One) && self.has(from, &Sense::WeakYearCue);
        if definite && title + self.title_length(title) == end {
            return Some((
                Some(from),
                Found::Pointer(Pointer::Role(self.lexemes.folded(end - 1).to_owned())),
            ));
        }
        if !self.has(from, &Sense::One) {
            return Some((Some(from), Found::Doubt));
        }
        let range = self.lexemes.range(from, end);
        Some((Some(from), Found::Speaker(Speaker { entity: None, spot: self.spot, range })))
    }

    /// "Viggo Thane's lawyer": somebody without a name, by whose they are.
    fn of_somebody(&self, end: usize) -> Option<(Option<usize>, Found)> {
        let title = (end.saturating_sub(TITLE)..end)
            .find(|&at| self.title_length(at) > 0 && at + self.title_length(at) == end)?;
        let s = title.checked_sub(2).filter(|_| self.lexemes.before(title) == "s")?;
        let owns = self.lexemes.folded(s) == "'" && self.lexemes.is_joined(s);
        let owner = self.lexemes.range(s, s + 1).start;
        let name = self.names().iter().find(|name| owns && name.range.end == owner)?;
        let from = self.at(name.full().start);
        let range = name.full().start..self.lexemes.range(title, end).end;
        let speaker = Speaker { entity: None, spot: self.spot, range };
        (self.is_subject_start(from) && self.is_person(name))
            .then_some((Some(from), Found::Speaker(speaker)))
    }

    /// Where the words for somebody begin that end before an index, and where the title in them
    /// does. They begin with an article where a subject can.
    fn phrase_start(&self, end: usize) -> Option<(usize, usize)> {
        let mut title = None;
        for at in (end.saturating_sub(PHRASE)..end).rev() {
            if self.lexemes.is(at, Made::Mark)
                && !matches!(self.lexemes.folded(at), "-" | "'" | ".")
            {
                return None;
            }
            title = if self.title_length(at) > 0 { Some(at) } else { title };
            let article = self.has(at, &Sense::One) || self.has(at, &Sense::WeakYearCue);
            if article && self.is_subject_start(at) {
                return title.map(|title| (at, title));
            }
        }
        None
    }

    fn title_length(&self, at: usize) -> usize {
        self.language.lexicon().phrase(&self.lexemes, at, &Sense::Title).unwrap_or(0)
    }

    /// The words for somebody that hold a name: "An adviser to Macron".
    fn unnamed_around(&self, name: &Name) -> Option<Found> {
        let end = self.at(name.range.end);
        let (from, title) = self.phrase_start(end)?;
        let own = name
            .title
            .as_ref()
            .is_some_and(|range| self.lexemes.range(title, title + 1).start >= range.start);
        let indefinite = self.has(from, &Sense::One) && !own && !self.is_joined_to_name(from);
        let range = self.lexemes.range(from, end);
        indefinite.then_some(Found::Speaker(Speaker { entity: None, spot: self.spot, range }))
    }

    /// The subject behind a verb: "said Macron", "according to the White House", "said an adviser
    /// to Macron".
    pub(super) fn subject_behind(&self, at: usize) -> Found {
        if self.is_pronoun(at) {
            return Found::Pointer(Pointer::Pronoun(at));
        }
        let article = usize::from(self.has(at, &Sense::WeakYearCue) || self.has(at, &Sense::One));
        let start = self.lexemes.range(at + article, at + article + 1).start;
        let named = self
            .names()
            .iter()
            .find(|name| name.full().start == start && name.range.start >= start);
        let named =
            named.map(|name| self.innermost(name)).or_else(|| self.behind_role(at + article));
        let Some(name) = named.map(|name| self.holder_behind(name)) else {
            return self.unnamed_behind(at);
        };
        let behind = self.at(name.range.end);
        let another = self.has(behind, &Sense::And)
            && self.names().iter().any(|other| self.at(other.full().start) == behind + 1);
        match self.speaker(name) {
            Some(speaker) if !another && self.lexemes.folded(behind) != "'" => {
                Found::Speaker(speaker)
            }
            _ => Found::Doubt,
        }
    }

    /// Who holds an office in the body that a name is: Malik Niaz in "said Growers' Union Tarn President
    /// Malik Niaz".
    fn holder_behind<'n>(&'n self, name: &'n Name) -> &'n Name {
        let text = self.lexemes.text;
        let holds = |other: &&Name| {
            let gap = text.get(name.range.end..other.full().start);
            other.title.is_some() && gap.is_some_and(|gap| gap.len() == 1 && gap.trim().is_empty())
        };
        self.names().iter().find(holds).unwrap_or(name)
    }

    /// "said the mayor, Ailsa Corrigan", "la maire de Valbourne, Hélène Roustan": the name behind a
    /// role and a comma.
    fn behind_role(&self, at: usize) -> Option<&Name> {
        let titled = self.title_length(at);
        let comma =
            (at + titled..at + titled + ROLE).find(|&at| self.lexemes.is(at, Made::Mark))?;
        let start = self.lexemes.range(comma + 1, comma + 2).start;
        let name = self.names().iter().find(|name| name.range.start == start)?;
        (titled > 0 && self.lexemes.folded(comma) == ",").then_some(name)
    }

    /// Of names whose full forms begin together ("Kremlin" and "Kremlin spokesman Dmitry Peskov")
    /// the last.
    fn innermost<'n>(&'n self, name: &'n Name) -> &'n Name {
        let start = name.full().start;
        self.names().iter().rfind(|other| other.full().start == start).unwrap_or(name)
    }

    /// "said an adviser to Macron": the words for somebody behind a verb, up to the end of the
    /// clause.
    fn unnamed_behind(&self, at: usize) -> Found {
        let definite = self.has(at, &Sense::WeakYearCue) && !self.has(at, &Sense::One);
        let role = at + 1 + self.title_length(at + 1);
        if definite && role > at + 1 && self.ends_phrase(role) {
            return Found::Pointer(Pointer::Role(self.lexemes.folded(role - 1).to_owned()));
        }
        if !self.has(at, &Sense::One) {
            return Found::Doubt;
        }
        let end = (at..at + PHRASE).find(|&at| {
            let mark = self.lexemes.folded(at);
            at >= self.lexemes.len()
                || (self.lexemes.is(at, Made::Mark) && !matches!(mark, "-" | "'"))
                || self.is_quoted(at)
        });
        let titled = |end: &usize| (at + 1..*end).any(|at| self.title_length(at) > 0);
        match end.filter(titled) {
            Some(end) => Found::Speaker(Speaker {
                entity: None,
                spot: self.spot,
                range: self.lexemes.range(at, end),
            }),
            None => Found::Doubt,
        }
    }

    /// Whether the words for somebody end before an index: a mark or the end of the text follows.
    fn ends_phrase(&self, at: usize) -> bool {
        at >= self.lexemes.len()
            || self.lexemes.is(at, Made::Mark) && !matches!(self.lexemes.folded(at), "-" | "'")
    }

    /// Whom a pointer in the next sentence means: "he" the only person here, "the adviser" the
    /// adviser who speaks here.
    pub(super) fn antecedent(&self, pointer: &Pointer) -> Option<Speaker> {
        let spoken = (0..self.lexemes.len())
            .find(|&at| self.verb(at).is_some())
            .map(|verb| self.subject_before(verb).1);
        match pointer {
            Pointer::Role(role) => {
                let Some(Found::Speaker(speaker)) = spoken else { return None };
                let words = q7x2_text::word::fold(speaker.text(self.event));
                let same =
                    words.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == role);
                (speaker.entity.is_none() && same).then_some(speaker)
            }
            Pointer::Pronoun(_) => {
                let people: Vec<&Name> = self.people().collect();
                let first = people.first()?;
                if self.is_in_quotation(first) { None } else { self.only_subject(&people) }
            }
        }
    }

    /// Whom a pronoun means whose own sentence names people before it: the only one, where they
    /// are its subject. None where it names nobody, so that the sentence before has to tell.
    pub(super) fn named_before(&self, pronoun: usize) -> Option<Option<Speaker>> {
        let end = self.lexemes.range(pronoun, pronoun + 1).start;
        let before = |name: &&Name| {
            name.range.end <= end && !self.is_in_quotation(name) && self.may_be_person(name)
        };
        let people: Vec<&Name> = self.names().iter().filter(before).collect();
        let known = people.iter().all(|name| self.is_person(name));
        (!people.is_empty()).then(|| self.only_subject(&people).filter(|_| known))
    }

    fn people(&self) -> impl Iterator<Item = &Name> {
        self.names().iter().filter(|name| self.is_person(name))
    }

    fn is_in_quotation(&self, name: &Name) -> bool {
        self.quotations().iter().any(|quoted| quoted.outer.contains(&name.range.start))
    }

    /// The one person whom all these names mean, named first as a subject.
    fn only_subject(&self, people: &[&Name]) -> Option<Speaker> {
        let first = people.first()?;
        if people.iter().any(|name| name.entity != first.entity) {
            return None;
        }
        match self.named(first).1 {
            Found::Speaker(speaker) if speaker.entity == first.entity => self.speaker(first),
            _ => None,
        }
    }

    /// Whether a name is not known to be a place's or a body's.
    fn may_be_person(&self, name: &Name) -> bool {
        let entity = name.entity.and_then(|entity| self.event.text().entities.get(entity));
        entity.is_none_or(|entity| {
            !matches!(entity.kind, EntityKind::Place | EntityKind::Organisation)
        })
    }

    pub(super) fn is_person(&self, name: &Name) -> bool {
        let entity = name.entity.and_then(|entity| self.event.text().entities.get(entity));
        entity.is_some_and(|entity| entity.kind == EntityKind::Person) && !name.administration
    }
}
