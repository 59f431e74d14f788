//! Tests of who said a quotation.

use super::*;
use crate::Article;
use crate::example::article;

/// The speakers of the quotations of the last sentence.
fn read(sentences: &[&str], others: &[&str]) -> Vec<Option<String>> {
    let articles = vec![article("a", sentences), article("b", others)];
    let event = Event::new("e".to_owned(), String::new(), articles);
    let spot = Spot { article: 0, sentence: sentences.len() - 1 };
    let count = event.text().at(spot).quotations.len();
    (0..count)
        .map(|at| speaker(&event, spot, at).map(|found| found.text(&event).to_owned()))
        .collect()
}

fn check(sentences: &[&str], expected: Option<&str>) {
    let beside = ["There Macron and Merz met Zelensky, and Tusk met Putin, and Bondar met Trump."];
    assert_eq!(read(sentences, &beside).pop().flatten().as_deref(), expected, "{sentences:?}");
}

#[test]
fn behind_the_quotation() {
    check(
        &["“The aim is to end this war,” Macron said during the summit in Paris."],
        Some("Macron"),
    );
    check(&["“The aim is to end this war,” said Macron in Paris."], Some("Macron"));
    check(
        &["“The aim is to end this war,” French President Emmanuel Macron said."],
        Some("Emmanuel Macron"),
    );
    check(
        &["“The aim is to end this war,” said French President Emmanuel Macron."],
        Some("Emmanuel Macron"),
    );
    check(
        &["“The aim is to end this war,” Olha Bondar, president of the chamber, told reporters."],
        Some("Olha Bondar"),
    );
    check(
        &["“The aim is to end this war,” Macron, who hosted the talks, said on Tuesday."],
        Some("Macron"),
    );
    check(&["“The aim is to end this war,” Macron later told reporters."], Some("Macron"));
    check(&["'The aim is to end this war', the White House said."], Some("White House"));
    check(
        &["“We want a ceasefire that lasts,” Merz wrote in a letter to lawmakers."],
        Some("Merz"),
    );
    check(&["\"Is this the end of the war?\" asked Macron."], Some("Macron"));
}

#[test]
fn before_the_quotation() {
    check(
        &[
            "Before traveling to Paris, Polish Prime Minister Donald Tusk said the goal was to “tighten and align it.”",
        ],
        Some("Donald Tusk"),
    );
    check(
        &[
            "German Chancellor Merz said diplomatic efforts were unfolding under “difficult conditions,” citing Russia.",
        ],
        Some("Merz"),
    );
    check(&["Macron said on Tuesday that “the aim is to end this war.”"], Some("Macron"));
    check(&["Macron told reporters: “The aim is to end this war.”"], Some("Macron"));
    check(&["According to Macron, “the aim is to end this war.”"], Some("Macron"));
    check(&["Speaking in Paris, Macron said “the aim is to end this war.”"], Some("Macron"));
}

#[test]
fn who_is_not_the_speaker() {
    check(&["“We have succeeded in this exercise,” the adviser said."], None);
    check(&["“We have succeeded in this exercise,” officials said."], None);
    check(&["“We have succeeded in this exercise,” said Macron’s adviser."], None);
    check(&["“We have succeeded in this exercise,” Macron and Merz said."], None);
    check(&["The “Coalition of the Willing and Able” met Macron in Paris."], None);
    check(&["Macron said Putin’s claim that “the aim is to end this war” was false."], None);
    check(&["Talks with Macron said to be about “the aim to end this war” failed."], None);
    check(&["“The aim is to end this war,” a letter to Macron said."], None);
    check(&["“The aim is to end this war,” the Trump administration said."], None);
    check(&["“The aim is to end this war.” Macron left Paris."], None);
    check(&["Macron left Paris.", "“The aim is to end this war.”"], None);
    check(&["The plan, Macron's office said, is “the aim to end this war.”"], None);
}

#[test]
fn somebody_without_a_name() {
    check(
        &["An adviser to Macron said “the talks went very well indeed.”"],
        Some("An adviser to Macron"),
    );
    check(
        &["“The talks went very well indeed,” said an adviser to Macron."],
        Some("an adviser to Macron"),
    );
    check(
        &[
            "An adviser to Macron said the talks went well.",
            "“We have succeeded in this exercise,” the adviser said.",
        ],
        Some("An adviser to Macron"),
    );
    check(&["Macron met Merz.", "“We have succeeded in this exercise,” the adviser said."], None);
}

#[test]
fn in_the_sentence_before() {
    check(
        &[
            "Polish Prime Minister Donald Tusk said the aim was clear.",
            "He said \"only that kind of pressure has a chance.\"",
        ],
        Some("Donald Tusk"),
    );
    check(
        &["Macron met Merz in Paris.", "He said \"only that kind of pressure has a chance.\""],
        None,
    );
    check(
        &[
            "Macron emphasized that support would be crucial:",
            "“Ukraine’s sovereignty must be respected.”",
        ],
        Some("Macron"),
    );
    check(
        &[
            "“We want a ceasefire,” Merz wrote in a letter to lawmakers.",
            "“Such a ceasefire must be backed by guarantees.”",
        ],
        Some("Merz"),
    );
    check(&["The weather was fine.", "He said \"only that kind of pressure has a chance.\""], None);
    check(
        &[
            "Merz told Macron about it on Monday.",
            "He said \"only that kind of pressure has a chance.\"",
        ],
        None,
    );
}

#[test]
fn a_pronoun_means_whom_its_own_sentence_names() {
    let before = "“We want a ceasefire,” Merz said as he left.";
    let check = |said: &str, expected| check(&[before, said], expected);
    check(
        "President Emmanuel Macron came to Paris, where he said “the war must end by May.”",
        Some("Emmanuel Macron"),
    );
    check(
        "But Merz’s plans were shot down by Macron, who was blunt when he warned “the war must end by May.”",
        None,
    );
    check("Tusk met Macron, and he said “the war must end by May.”", None);
    check("He said “the war must end by May.”", Some("Merz"));
}

#[test]
fn two_quotations_of_one_sentence() {
    let found = read(
        &["“We go,” Macron said, “and we will never come back here.”"],
        &["There Macron met Merz."],
    );
    assert_eq!(found, [Some("Macron".to_owned()), Some("Macron".to_owned())]);
    let found = read(
        &["“We will go there,” Macron said, while Merz said: “We will stay here.”"],
        &["There Macron met Merz."],
    );
    assert_eq!(found, [Some("Macron".to_owned()), Some("Merz".to_owned())]);
}

#[test]
fn what_is_denied_is_nobodys() {
    check(&["Macron denied saying “the bridge may fall for all I care.”"], None);
    check(&["Macron never said “the bridge may fall for all I care.”"], None);
    check(&["Macron did not say “the bridge may fall for all I care.”"], None);
    check(&["Macron denied it: “The bridge is sound and always was.”"], Some("Macron"));
}

#[test]
fn who_is_quoted_by_another() {
    check(
        &["The Gazette quoted Olha Bondar as saying “the pumps had been off all night.”"],
        Some("Olha Bondar"),
    );
    check(
        &["On Monday Olha Bondar was quoted as saying “the pumps had been off all night.”"],
        Some("Olha Bondar"),
    );
}

#[test]
fn other_languages() {
    let check = |code: &str, sentences: &[&str], expected: Option<&str>| {
        let article = Article { language: Some(code.to_owned()), ..article("a", sentences) };
        let event = Event::new("e".to_owned(), String::new(), vec![article]);
        let spot = Spot { article: 0, sentence: sentences.len() - 1 };
        let found = speaker(&event, spot, 0).map(|found| found.text(&event).to_owned());
        assert_eq!(found.as_deref(), expected, "{sentences:?}");
    };
    check("de", &["„Das Wehr hält noch lange“, sagte Pfarrer Knut Adler."], Some("Knut Adler"));
    check(
        "de",
        &[
            "Bürgermeisterin Jutta Kranz kam.",
            "Viele sahen zu.",
            "„Wir bauen neu“, sagte die Bürgermeisterin.",
        ],
        Some("Jutta Kranz"),
    );
    check(
        "de",
        &["Bürgermeisterin Jutta Kranz bestreitet, „das Geld ist längst weg“ gesagt zu haben."],
        None,
    );
    check("de", &["Jutta Kranz hat nie gesagt: „Das Geld ist längst weg.“"], None);
    check(
        "fr",
        &[
            "L'ancien préfet Gaspard Norme a été entendu.",
            "« Je n'ai rien signé », a-t-il affirmé.",
        ],
        Some("Gaspard Norme"),
    );
    check("es", &["«No quedó nada en pie», dijo la panadera Benita Ruiz."], Some("Benita Ruiz"));
}

#[test]
fn a_role_means_its_only_bearer() {
    let said = "“This roof will last for a hundred years,” said the mayor.";
    check(&["Mayor Olha Bondar opened the hall.", "Hundreds came.", said], Some("Olha Bondar"));
    check(&["Former mayor Olha Bondar opened the hall.", "Hundreds came.", said], None);
    check(&["Mayor Olha Bondar met Mayor Ilka Vesny.", "Hundreds came.", said], None);
    check(&["Mayor Olha Bondar met a mayor from abroad.", "Hundreds came.", said], None);
}

#[test]
fn a_lawyers_words_are_not_the_clients() {
    let said = "“He was not even in the country,”";
    check(&[&format!("{said} Bondar's lawyer, Ilka Vesny, said on Monday.")], Some("Ilka Vesny"));
    check(
        &["Olha Bondar is charged.", &format!("{said} Olha Bondar's lawyer said.")],
        Some("Olha Bondar's lawyer"),
    );
}

#[test]
fn a_quotation_goes_on_in_the_next_paragraph_where_its_speaker_is_named() {
    let check = |said: &str, paragraphs: [usize; 3], expected: Option<&str>| {
        let sentences = &["Coach Olha Bondar left early.", said, "“We did not train for snow.”"];
        let mut article = article("a", sentences);
        for (sentence, paragraph) in article.sentences.iter_mut().zip(paragraphs) {
            sentence.paragraph = paragraph;
        }
        let event = Event::new("e".to_owned(), String::new(), vec![article]);
        let found = speaker(&event, Spot { article: 0, sentence: 2 }, 0);
        let found = found.map(|found| found.text(&event).to_owned());
        assert_eq!(found.as_deref(), expected, "{said} {paragraphs:?}");
    };
    let (named, pronoun) =
        ("“We trained for rain,” Bondar said.", "“We trained for rain,” she said.");
    check(named, [0, 0, 0], Some("Bondar"));
    check(named, [0, 0, 1], Some("Bondar"));
    check(pronoun, [0, 0, 0], Some("Olha Bondar"));
    check(pronoun, [0, 0, 1], None);
    // cleaning took a paragraph between them
    check(named, [0, 0, 2], None);
}
