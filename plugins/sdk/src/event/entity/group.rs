//! Which forms are one entity, and what that entity is.

use std::collections::{BTreeMap, BTreeSet};

use super::form::{Form, Mention, Title};
use super::person::{first_names_agree, folded, surname, surnames_agree};
use q7x2_text::name::EntityKind;

use super::named::Entity;
use crate::{Article, SentenceKind, Spot};
use q7x2_text::annotation::Annotation;
use q7x2_text::language::Language;
use q7x2_text::language::Sense;
use q7x2_text::work;

/// Mentions that mean one thing, each with its form, and what the thing is.
pub(super) struct Group {
    kind: EntityKind,
    mentions: Vec<(usize, Mention)>,
}

impl Group {
    /// Whether more than the looks of its names shows its kind: words beside one of them, or that a
    /// full name is called by its last word elsewhere, as people are.
    fn is_sure(&self, forms: &[Form]) -> bool {
        let used = || self.mentions.iter().map(|(at, _)| &forms[*at]);
        let short = |form: &Form| form.words.len() == 1 && form.kinds[1] + form.kinds[2] == 0;
        used().any(|form| form.sure[self.kind as usize])
            || self.kind == EntityKind::Person
                && used().any(|form| form.words.len() > 1)
                && used().any(short)
    }
}

/// Groups the mentions of all forms.
pub(super) fn groups(forms: &[Form]) -> Vec<Group> {
    let mut groups = people(forms);
    groups.extend(others(forms));
    groups
}

/// Titles of one person that another is held against, in the order of their letters, and people of
/// one surname whom a title can tell apart, the first. Nobody in the news has so many; made-up
/// names must not take the square of their number.
const TITLES: usize = 64;
/// People of one surname, and of one first name, of whom a full name may be another spelling: the
/// first of an event. A spelling of a later one counts as a person of its own.
const NAMESAKES: usize = 128;

/// A person known by first name and surname.
struct Known {
    words: Vec<String>,
    surname: String,
    forms: Vec<usize>,
    articles: BTreeSet<usize>,
    /// The sentences that name it in full.
    spots: BTreeSet<Spot>,
    /// The titles before its full name.
    titles: BTreeSet<Title>,
}

impl Known {
    /// Whether a title may be this person's.
    fn may_be(&self, title: &Title) -> bool {
        let mut titles = self.titles.iter().take(TITLES);
        titles.any(|own| {
            work::steps(1);
            own.agrees(title)
        })
    }

    /// Whether it is known by a title and its surname only.
    fn is_bare(&self) -> bool {
        self.words.len() == 1
    }
}

/// The people among the forms: full names first, then the short ones that join them.
fn people(forms: &[Form]) -> Vec<Group> {
    let (full, short): (Vec<usize>, Vec<usize>) = (0..forms.len())
        .filter(|&at| forms[at].may_be_person())
        .filter(|&at| {
            forms[at].words.len() > 1 || forms[at].words.iter().any(|word| word.len() > 1)
        })
        .partition(|&at| forms[at].words.len() > 1);
    let mut known = known(forms, &full);
    let strangers = strangers(forms, &short, &known);
    known.extend(strangers);
    let by_surname = index(&known, |person| person.surname.clone());
    let by_first = index(&known, |person| person.words.first().cloned().unwrap_or_default());
    let mut namesakes: BTreeMap<(bool, &str), Namesakes> = BTreeMap::new();
    let mut groups: Vec<Group> =
        known.iter().map(|_| Group { kind: EntityKind::Person, mentions: Vec::new() }).collect();
    let mut loose: BTreeMap<String, Group> = BTreeMap::new();
    for at in short {
        let form = &forms[at];
        let word = form.words.first().map(|word| folded(word)).unwrap_or_default();
        let genitive =
            word.strip_suffix('s').filter(|_| form.genitive && !by_surname.contains_key(&word));
        let candidates = by_surname
            .get_key_value(genitive.unwrap_or(&word))
            .map(|found| (true, found))
            .or_else(|| {
                Some((
                    false,
                    by_first
                        .get_key_value(form.words[0].as_str())
                        .filter(|(_, list)| list.len() == 1)?,
                ))
            });
        let candidates = candidates.map(|(last, (name, list))| {
            let read = || Namesakes::of(list, &known);
            &*namesakes.entry((last, name.as_str())).or_insert_with(read)
        });
        for mention in &form.mentions {
            let title = form.titles.get(&mention.spot);
            match candidates.and_then(|namesakes| namesakes.meant(&known, mention.spot, title)) {
                Some(person) => groups[person].mentions.push((at, *mention)),
                None => {
                    let group = Group { kind: form.kind(), mentions: Vec::new() };
                    let group = loose.entry(word.clone()).or_insert(group);
                    group.kind = group.kind.min(form.kind());
                    group.mentions.push((at, *mention));
                }
            }
        }
    }
    for (person, group) in known.iter().zip(&mut groups) {
        gather(person, group, forms);
    }
    groups.extend(loose.into_values());
    groups
}

/// Adds a person's full names to the group that holds the short ones.
fn gather(person: &Known, group: &mut Group, forms: &[Form]) {
    let kinds = person.forms.iter().map(|&at| forms[at].kind());
    let kinds = kinds.chain(group.mentions.iter().map(|(at, _)| forms[*at].kind()));
    group.kind = kinds.min().unwrap_or(EntityKind::Person);
    for &at in &person.forms {
        group.mentions.extend(forms[at].mentions.iter().map(|mention| (at, *mention)));
    }
}

/// Sentences before a surname in which its bearer may have been named in full.
const BEFORE: usize = 2;

/// People who are known by a title and their surname only, where a sentence or the title shows that
/// none of those named in full is meant: "President Biden and first lady Jill Biden".
fn strangers(forms: &[Form], short: &[usize], known: &[Known]) -> Vec<Known> {
    let by_surname = index(known, |person| person.surname.clone());
    let mut found = Vec::new();
    for form in short.iter().map(|&at| &forms[at]).filter(|form| !form.titles.is_empty()) {
        let word = folded(&form.words[0]);
        let Some(namesakes) = by_surname.get(&word) else { continue };
        let titles: BTreeSet<&Title> = form.titles.values().collect();
        let is_another = |person: &Known| {
            let here = person.spots.iter().filter_map(|spot| form.titles.get(spot));
            let beside = here.into_iter().any(|title| !person.may_be(title));
            let is_spouse =
                !person.titles.is_empty() && person.titles.iter().all(|title| title.of_spouse);
            beside || (is_spouse && titles.iter().take(TITLES).any(|title| !person.may_be(title)))
        };
        if namesakes.iter().all(|&at| is_another(&known[at])) {
            let free =
                |title: &&Title| !namesakes.iter().take(TITLES).any(|&at| known[at].may_be(title));
            found.push(Known {
                words: vec![word.clone()],
                surname: word,
                forms: Vec::new(),
                articles: form.titles.keys().map(|spot| spot.article).collect(),
                spots: form.titles.keys().copied().collect(),
                titles: titles.into_iter().filter(free).cloned().collect(),
            });
        }
    }
    found
}

/// The people whom one word may mean, and where they are named in full.
struct Namesakes {
    people: Vec<usize>,
    by_article: BTreeMap<usize, Here>,
    by_spot: BTreeMap<Spot, Vec<usize>>,
}

/// The people of one word whom an article names in full.
struct Here {
    /// Whom, if one alone.
    only: Option<usize>,
    /// The first who is known by a title and that word only.
    bare: Option<usize>,
}

impl Namesakes {
    fn of(people: &[usize], known: &[Known]) -> Self {
        let mut namesakes =
            Self { people: people.to_vec(), by_article: BTreeMap::new(), by_spot: BTreeMap::new() };
        for &at in people {
            for &article in &known[at].articles {
                let is_bare = known[at].is_bare();
                let here = namesakes.by_article.entry(article);
                here.and_modify(|here| {
                    here.only = None;
                    here.bare = here.bare.or(is_bare.then_some(at));
                })
                .or_insert(Here { only: Some(at), bare: is_bare.then_some(at) });
            }
            known[at]
                .spots
                .iter()
                .for_each(|&spot| namesakes.by_spot.entry(spot).or_default().push(at));
        }
        namesakes
    }

    /// Whom a surname means: the only bearer of its title, the only bearer in the event, else the
    /// only one in the article, else the only one whom the sentences just before name in full, else
    /// the one whom the article calls by title and surname.
    fn meant(&self, known: &[Known], spot: Spot, title: Option<&Title>) -> Option<usize> {
        if let [only] = self.people[..] {
            return Some(only);
        }
        let few = self.people.iter().copied().take(TITLES);
        let titled = title.and_then(|title| only(few.filter(|&at| known[at].may_be(title))));
        let here = self.by_article.get(&spot.article);
        let near = || {
            let from = Spot { sentence: spot.sentence.saturating_sub(BEFORE), ..spot };
            only(self.by_spot.range(from..=spot).flat_map(|(_, people)| people).copied())
        };
        titled.or_else(|| here?.only).or_else(near).or_else(|| here?.bare)
    }
}

/// The one person of a list, however often.
fn only(mut list: impl Iterator<Item = usize>) -> Option<usize> {
    let first = list.next()?;
    list.all(|other| {
        work::steps(1);
        other == first
    })
    .then_some(first)
}

fn index(known: &[Known], key: impl Fn(&Known) -> String) -> BTreeMap<String, Vec<usize>> {
    let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    known
        .iter()
        .enumerate()
        .for_each(|(at, person)| index.entry(key(person)).or_default().push(at));
    index
}

/// The people known by full names. Longer names come first, so that "von Bülow" finds "Vicco von
/// Bülow".
fn known(forms: &[Form], full: &[usize]) -> Vec<Known> {
    let mut order: Vec<usize> = full.to_vec();
    order.sort_by(|&a, &b| forms[b].words.len().cmp(&forms[a].words.len()).then(a.cmp(&b)));
    let mut known: Vec<Known> = Vec::new();
    let mut by_surname: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_first: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_both: BTreeMap<(String, String), usize> = BTreeMap::new();
    for at in order {
        let form = &forms[at];
        let (first, last) = (form.words[0].clone(), surname(&form.words));
        let few = |list: Option<&Vec<usize>>| {
            list.into_iter().flatten().copied().take(NAMESAKES).collect::<Vec<_>>()
        };
        let same = few(by_surname.get(&last))
            .into_iter()
            .find(|&person| is_one(&known[person].words, &form.words));
        let exact = || by_both.get(&(last.clone(), first.clone())).copied();
        let spelled = || {
            let mut near = few(by_first.get(&first)).into_iter();
            near.find(|&person| {
                work::steps(1);
                surnames_agree(&known[person].surname, &last)
            })
        };
        let person = same.or_else(exact).or_else(spelled).unwrap_or_else(|| {
            known.push(Known {
                words: form.words.clone(),
                surname: last.clone(),
                forms: Vec::new(),
                articles: BTreeSet::new(),
                spots: BTreeSet::new(),
                titles: BTreeSet::new(),
            });
            by_surname.entry(last.clone()).or_default().push(known.len() - 1);
            by_first.entry(first.clone()).or_default().push(known.len() - 1);
            by_both.insert((last.clone(), first.clone()), known.len() - 1);
            known.len() - 1
        });
        known[person].forms.push(at);
        known[person].articles.extend(form.mentions.iter().map(|mention| mention.spot.article));
        known[person].spots.extend(form.mentions.iter().map(|mention| mention.spot));
        known[person].titles.extend(form.titles.values().cloned());
    }
    known
}

/// Whether two full names with one surname are one person's: first names agree, or one name ends
/// the other.
fn is_one(long: &[String], short: &[String]) -> bool {
    work::steps(1);
    let ends = long.len() > short.len() && long.ends_with(short);
    ends || long.first().zip(short.first()).is_some_and(|(a, b)| first_names_agree(a, b))
}

/// Organisations, places and what cannot be told, by their form; places by the table's one name,
/// acronyms by the initials of the only organisation they fit.
fn others(forms: &[Form]) -> Vec<Group> {
    let mut groups: BTreeMap<(EntityKind, String), Group> = BTreeMap::new();
    let mut initials: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let key = |form: &Form| {
        let key = form.place.clone().unwrap_or_else(|| form.words.join(" "));
        key.strip_prefix("the ").map(str::to_owned).unwrap_or(key)
    };
    let rest = || forms.iter().enumerate().filter(|(_, form)| !form.may_be_person());
    for (_, form) in
        rest().filter(|(_, form)| form.words.len() > 1 && form.kind() == EntityKind::Organisation)
    {
        let letters: String = form.words.iter().filter_map(|word| word.chars().next()).collect();
        initials.entry(letters).or_default().insert(key(form));
    }
    for (at, form) in rest() {
        let own = key(form);
        let spelled_out = initials.get(&own).filter(|list| form.acronym && list.len() == 1);
        let key = spelled_out.and_then(|list| list.first().cloned()).unwrap_or(own);
        let kind = form.kind();
        let group = groups.entry((kind, key)).or_insert(Group { kind, mentions: Vec::new() });
        group.mentions.extend(form.mentions.iter().map(|mention| (at, *mention)));
    }
    groups.into_values().collect()
}

/// The entity of a group, with its mentions.
pub(super) fn entity(
    forms: &[Form],
    group: &Group,
    articles: &[Article],
    annotations: &[Vec<Annotation>],
) -> Option<(Entity, Vec<Mention>)> {
    let mut spots: Vec<Spot> = Vec::new();
    let mut written: BTreeMap<&str, Written> = BTreeMap::new();
    let mut roles = Roles::default();
    for (form, mention) in &group.mentions {
        let sentence = articles.get(mention.spot.article)?.sentences.get(mention.spot.sentence)?;
        let text = &sentence.text;
        let name = annotations
            .get(mention.spot.article)?
            .get(mention.spot.sentence)?
            .names
            .get(mention.name)?;
        let entry = written.entry(text.get(name.range.clone())?).or_default();
        entry.words = forms[*form].words.len();
        entry.acronym = forms[*form].acronym;
        if mention.administration || sentence.kind == SentenceKind::Heading {
            continue;
        }
        entry.articles.insert(mention.spot.article);
        spots.push(mention.spot);
        if group.kind == EntityKind::Person {
            let language = Language::of(articles[mention.spot.article].language.as_deref());
            for role in [&name.title, &name.role].into_iter().flatten() {
                roles.add(text.get(role.clone()).unwrap_or_default(), mention.spot, language);
            }
        }
    }
    let name = written
        .iter()
        .max_by(|a, b| a.1.rank(a.0).cmp(&b.1.rank(b.0)).then(b.0.cmp(a.0)))?
        .0
        .to_string();
    let aliases =
        written.iter().filter(|(form, entry)| **form != name && !entry.articles.is_empty());
    let aliases = aliases.map(|(form, _)| (*form).to_owned()).collect();
    spots.sort_unstable();
    spots.dedup();
    let mentions = group.mentions.iter().map(|(_, mention)| *mention).collect();
    let (kind, sure, roles) = (group.kind, group.is_sure(forms), roles.ranked());
    Some((Entity { name, kind, sure, aliases, roles, spots }, mentions))
}

/// How one written form is used.
#[derive(Default)]
struct Written {
    words: usize,
    acronym: bool,
    articles: BTreeSet<usize>,
}

impl Written {
    /// Full forms before short ones and acronyms, then by articles, then the longest.
    fn rank(&self, form: &str) -> (bool, bool, usize, usize) {
        (!self.acronym, self.words > 1, self.articles.len(), form.chars().count())
    }
}

/// The roles of one person.
#[derive(Default)]
struct Roles {
    by_key: BTreeMap<String, BTreeMap<String, BTreeSet<Spot>>>,
}

impl Roles {
    fn add(&mut self, role: &str, spot: Spot, language: &Language) {
        let role = role.trim().trim_end_matches(['-', ',']).trim();
        let lexemes = language.lexemes(role);
        let length = language.lexicon().phrase(&lexemes, 0, &Sense::Honorific);
        let only_honorific =
            length.is_some_and(|length| lexemes.range(length, lexemes.len()).len() <= 1);
        let key = q7x2_text::word::fold(role);
        // "Son-in-law" says nothing without whose.
        let relation =
            language.relations.iter().any(|word| key.split(' ').next_back() == Some(word.as_str()));
        if !role.is_empty() && !only_honorific && !relation {
            self.by_key.entry(key).or_default().entry(role.to_owned()).or_default().insert(spot);
        }
    }

    /// By the number of articles, then the longest, then in the order of the letters; each as most
    /// write it.
    fn ranked(self) -> Vec<(String, Spot)> {
        let articles = |spots: &BTreeSet<Spot>| {
            spots.iter().map(|spot| spot.article).collect::<BTreeSet<_>>().len()
        };
        let mut ranked: Vec<(usize, String, Spot)> = Vec::new();
        for written in self.by_key.into_values() {
            let all: BTreeSet<Spot> = written.values().flatten().copied().collect();
            let common =
                written.iter().max_by(|a, b| articles(a.1).cmp(&articles(b.1)).then(b.0.cmp(a.0)));
            let first = common.and_then(|(role, spots)| Some((role.clone(), *spots.first()?)));
            ranked.extend(first.map(|(role, spot)| (articles(&all), role, spot)));
        }
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then(b.1.len().cmp(&a.1.len())).then(a.1.cmp(&b.1)));
        ranked.into_iter().map(|(_, role, spot)| (role, spot)).collect()
    }
}
