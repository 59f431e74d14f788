//! Entities: the names of one event that mean the same person, organisation or place.
//!
//! Forms are compared, not mentions: an event of a thousand sentences has a few hundred forms of
//! names, and a person's are looked up by surname. Namesakes in other events never meet.

use crate::Article;
use q7x2_text::annotation::Annotation;

mod form;
mod group;
mod named;
mod person;

pub use named::Entity;

/// Finds the entities of an event, most named first, and writes each name's `entity`. `annotations`
/// are the event's, by article and sentence. "The Trump administration" points to Trump, yet is no
/// mention of the person.
pub fn resolve(articles: &[Article], annotations: &mut [Vec<Annotation>]) -> Vec<Entity> {
    let forms = form::collect(articles, annotations);
    let groups = group::groups(&forms);
    let mut made: Vec<(Entity, Vec<form::Mention>)> = groups
        .into_iter()
        .filter_map(|group| group::entity(&forms, &group, articles, annotations))
        .collect();
    made.sort_by(|(a, _), (b, _)| {
        let rank = |entity: &Entity| std::cmp::Reverse((entity.articles(), entity.spots.len()));
        rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(&b.name)).then(a.kind.cmp(&b.kind))
    });
    let mut entities = Vec::with_capacity(made.len());
    for (at, (entity, mentions)) in made.into_iter().enumerate() {
        for mention in mentions {
            let sentence = annotations
                .get_mut(mention.spot.article)
                .and_then(|list| list.get_mut(mention.spot.sentence));
            if let Some(name) =
                sentence.and_then(|annotation| annotation.names.get_mut(mention.name))
            {
                name.entity = Some(at);
            }
        }
        entities.push(entity);
    }
    entities
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Event, Spot, example};

    fn event(articles: &[&[&str]]) -> Event {
        let article =
            |(at, sentences): (usize, &&[&str])| example::article(&format!("a{at}"), sentences);
        Event::new(
            "e".to_owned(),
            String::new(),
            articles.iter().enumerate().map(article).collect(),
        )
    }

    /// Each entity as `name (kind) = aliases: roles`.
    fn check(articles: &[&[&str]], expected: &[&str]) {
        let event = event(articles);
        let shown = |entity: &Entity| {
            let roles: Vec<&str> = entity.roles.iter().map(|(role, _)| role.as_str()).collect();
            let aliases = if entity.aliases.is_empty() {
                String::new()
            } else {
                format!(" = {}", entity.aliases.join(", "))
            };
            let roles =
                if roles.is_empty() { String::new() } else { format!(": {}", roles.join(", ")) };
            format!("{} ({}){aliases}{roles}", entity.name, entity.kind.word())
        };
        let mut found: Vec<String> = event.text().entities.iter().map(shown).collect();
        found.sort();
        let mut expected: Vec<String> = expected.iter().map(ToString::to_string).collect();
        expected.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn spellings_of_one_person_are_one() {
        check(
            &[
                &["He met President Volodymyr Zelensky in Paris.", "Later Zelensky left."],
                &["They met Ukrainian President Volodymyr Zelenskyy.", "Then Zelenskyy left."],
                &["They met Volodymyr Zelenskiy.", "Zelensky, too, said so."],
                &["There was Volodymyr Zelensky again."],
            ],
            &[
                "Volodymyr Zelensky (person) = Volodymyr Zelenskiy, Volodymyr Zelenskyy, Zelensky, Zelenskyy: Ukrainian President, President",
                "Paris (place)",
            ],
        );
    }

    #[test]
    fn namesakes_are_two() {
        check(
            &[
                &[
                    "U.S. President Donald Trump met Polish Prime Minister Donald Tusk.",
                    "Then Trump left and Tusk stayed.",
                ],
                &["He saw Donald Trump.", "There Trump said so."],
            ],
            &[
                "Donald Trump (person) = Trump: U.S. President",
                "Donald Tusk (person) = Tusk: Polish Prime Minister",
                "U.S. (place)",
            ],
        );
    }

    #[test]
    fn a_surname_of_two_people_follows_its_article() {
        let event = event(&[
            &["Senator Donald Trump spoke.", "Later Trump left."],
            &["Actress Melania Trump spoke.", "Later Trump left."],
            &["Both Donald Trump and Melania Trump spoke.", "Later Trump left."],
        ]);
        let text = event.text();
        let of = |article: usize| {
            text.annotations[article][1].names[0].entity.map(|at| text.entities[at].name.as_str())
        };
        assert_eq!(
            [of(0), of(1), of(2)],
            [Some("Donald Trump"), Some("Melania Trump"), Some("Trump")]
        );
    }

    #[test]
    fn a_surname_with_another_title_beside_it_is_another_person() {
        let articles: &[&[&str]] = &[
            &["He saw President Biden and first lady Jill Biden there.", "Later Biden spoke."],
            &[
                "He met President Biden.",
                "There Vice President Kamala Harris met first lady Jill Biden.",
            ],
        ];
        check(
            articles,
            &[
                "Biden (person): President",
                "Jill Biden (person): first lady",
                "Kamala Harris (person): Vice President",
            ],
        );
        // two offices of one man, each named in its own sentence
        let one: &[&[&str]] =
            &[&["There Economy Minister Habeck spoke.", "He met Vice Chancellor Robert Habeck."]];
        check(one, &["Robert Habeck (person) = Habeck: Economy Minister, Vice Chancellor"]);
    }

    #[test]
    fn an_administration_is_not_the_person() {
        let event = event(&[&[
            "The talks with the Trump administration went on.",
            "There Donald Trump spoke.",
        ]]);
        let text = event.text();
        let trump =
            text.entities.iter().find(|entity| entity.name == "Donald Trump").expect("an entity");
        assert_eq!(trump.spots, [Spot { article: 0, sentence: 1 }]);
        assert!(trump.aliases.is_empty());
        assert!(text.annotations[0][0].names[0].entity.is_some());
    }

    #[test]
    fn an_office_that_is_asked_is_no_person() {
        check(&[&["They were urging Congress to wait."]], &["Congress (organisation)"]);
        check(
            &[&["It ended with the Cold War in Europe."]],
            &["Cold War (other)", "Europe (place)"],
        );
    }

    #[test]
    fn places_and_organisations() {
        check(
            &[
                &[
                    "The U.S. and the EU met in Kiev at the Élysée Palace.",
                    "The European Union agreed.",
                ],
                &["The United States met in Kyiv at the Elysee Palace.", "In the US they agreed."],
            ],
            &[
                "United States (place) = U.S., US",
                "European Union (organisation) = EU",
                "Kiev (place) = Kyiv",
                "Elysee Palace (place) = Élysée Palace",
            ],
        );
    }

    #[test]
    fn short_and_long_forms() {
        check(
            &[&[
                "The Commission President Ursula von der Leyen met Kim Jong Un and Xi Jinping.",
                "There von der Leyen met Kim and Xi.",
                "Then Kim Jong-un and Bashar al-Assad met.",
                "Later Assad met Conan O'Brien and O'Brien left.",
            ]],
            &[
                "Bashar al-Assad (person) = Assad",
                "Conan O'Brien (person) = O'Brien",
                "Kim Jong Un (person) = Kim, Kim Jong-un",
                "Ursula von der Leyen (person) = von der Leyen: Commission President",
                "Xi Jinping (person) = Xi",
            ],
        );
    }

    #[test]
    fn a_large_event_has_few_comparisons() {
        let names: Vec<String> =
            (0..400).map(|at| format!("Then Ann{at} Bell{at} met Zed{at} there.",)).collect();
        let sentences: Vec<&str> = names.iter().map(String::as_str).collect();
        let articles: Vec<&[&str]> = sentences.chunks(20).collect();
        assert!(event(&articles).text().entities.len() >= 400);
    }
}
