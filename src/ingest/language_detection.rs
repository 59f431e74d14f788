//! Which language a text is in; nothing where it cannot be told.

use std::collections::BTreeSet;

use q7x2_sdk::work::steps;
use whichlang::Lang;

use super::raw::Block;

/// Bytes that are looked at. whichlang's own figures level off at a few hundred.
const SAMPLE: usize = 1000;

/// Letters below which a guess is no better than none.
const FEWEST_LETTERS: usize = 20;

/// Words below which one common word may be chance.
const FEWEST_WORDS: usize = 15;

/// Among running words, at least one in this many is one of its language's commonest; in other
/// languages written in the same letters far fewer are.
const COMMON_SHARE: usize = 12;

/// The language of an article's text: primary subtag of BCP 47.
pub(super) fn detect(blocks: &[Block]) -> Option<String> {
    let sample = sample(blocks);
    if sample.chars().filter(|character| character.is_alphabetic()).count() < FEWEST_LETTERS {
        return None;
    }
    if let Some(code) = told_by_letters(&sample) {
        return Some(code.to_owned());
    }
    let found = whichlang::detect_language(&sample);
    holds(found, &sample).then(|| code(found).to_owned())
}

/// A language that whichlang does not know and that its letters tell from its neighbours: letters
/// of its own are there, none of its neighbours' are, and in scripts that many share some of its
/// commonest words.
fn told_by_letters(sample: &str) -> Option<&'static str> {
    LETTERED.iter().find(|one| one.is_of(sample)).map(|one| one.code)
}

/// How one language is told by its letters.
struct Lettered {
    code: &'static str,
    script: fn(char) -> bool,
    /// At least one of them is there.
    own: &'static str,
    /// None of them is: they are those of other languages in the same script.
    others: &'static str,
    /// Its commonest words; none where the script is its alone.
    common: &'static [&'static str],
}

impl Lettered {
    fn is_of(&self, sample: &str) -> bool {
        let has = |letters: &str| sample.contains(|letter| letters.contains(letter));
        let is_own = self.own.is_empty() || has(self.own);
        is_own
            && !has(self.others)
            && is_mostly(sample, self.script)
            && (self.common.is_empty() || is_common(self.common, sample))
    }
}

#[rustfmt::skip]
const LETTERED: [Lettered; 4] = [
    Lettered { code: "he", script: is_hebrew, own: "", others: "\u{5F0}\u{5F1}\u{5F2}", common: &[] },
    Lettered { code: "uk", script: is_cyrillic, own: "іїєґІЇЄҐ", others: "ўыэёъәғқңөұүһјљњћђ", common: &[] },
    Lettered { code: "fa", script: is_arabic, own: "پچژگکی", others: "ٹڈڑےںہھټډړږښڼېێۆڕڵەۇۈۋڭ",
        common: &["در", "به", "از", "که", "را", "با", "این", "است", "و", "برای", "بر", "آن", "شد", "خود", "کرد"] },
    Lettered { code: "pl", script: char::is_alphabetic, own: "łąężśźćńŁŻŚ", others: "ãòôųėū",
        common: &["w", "i", "na", "z", "się", "do", "że", "o", "nie", "jest", "po", "od", "za", "przez", "to", "jak",
            "oraz", "ze", "dla", "we", "był", "było", "ma", "są", "a", "ale", "który", "która", "przed", "jego"] },
];

fn is_hebrew(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{5FF}')
}

fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{4FF}')
}

fn is_arabic(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{6FF}')
}

/// The longest blocks first: menus and captions may be in another language than the text.
fn sample(blocks: &[Block]) -> String {
    let long = blocks.iter().filter(|block| block.text.len() >= 100);
    let mut sample = String::new();
    for block in
        long.inspect(|_| steps(1)).chain(blocks.iter().filter(|block| block.text.len() < 100))
    {
        if sample.len() >= SAMPLE {
            break;
        }
        sample.extend(block.text.chars().take(SAMPLE));
        sample.push(' ');
    }
    sample
}

/// whichlang always names one of its sixteen languages; this asks whether the text is really in it.
fn holds(found: Lang, sample: &str) -> bool {
    let common = common_words(found);
    if common.is_empty() {
        return in_its_letters(found, sample);
    }
    is_common(common, sample) || found == Lang::Tur && is_turkish(sample)
}

/// Whether some of a language's commonest words are among a text's, as often as in running text.
fn is_common(common: &[&str], sample: &str) -> bool {
    let mut words = 0_usize;
    let mut hits = 0_usize;
    let mut found = BTreeSet::new();
    for word in
        sample.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty())
    {
        words += 1;
        if let Some(at) = common.iter().position(|one| *one == word.to_lowercase()) {
            hits += 1;
            found.insert(at);
        }
    }
    // "In" twice is as much chance as "in" once; "the" twice is English.
    let repeats_own = || hits > 1 && found.iter().all(|at| is_of_one_language(common[*at]));
    hits * COMMON_SHARE >= words && (found.len() > 1 || repeats_own() || words >= FEWEST_WORDS)
}

/// Whether a word is common in one language at most.
fn is_of_one_language(word: &str) -> bool {
    let common = whichlang::LANGUAGES.iter().filter(|one| common_words(**one).contains(&word));
    common.count() <= 1
}

/// Turkish says with endings what others say with small words; its dotless i is hardly anybody
/// else's.
fn is_turkish(sample: &str) -> bool {
    sample.chars().filter(|letter| matches!(letter, 'ı' | 'ğ')).count() > 2
        && !sample.contains(['ə', 'ê', 'î', 'û', 'ñ', 'ț', 'ă'])
}

/// Whether more than half of a text's letters are some.
fn is_mostly(sample: &str, test: fn(char) -> bool) -> bool {
    let letters = sample.chars().filter(|character| character.is_alphabetic());
    letters.clone().filter(|character| test(*character)).count() * 2 > letters.count()
}

fn in_its_letters(found: Lang, sample: &str) -> bool {
    let share = |test: fn(char) -> bool| is_mostly(sample, test);
    match found {
        Lang::Ara => share(is_arabic) && !sample.contains(['پ', 'چ', 'ژ', 'گ', 'ٹ', 'ے']),
        Lang::Hin => {
            share(|character| matches!(character, '\u{900}'..='\u{97F}')) && !sample.contains('ळ')
        }
        Lang::Kor => share(
            |character| matches!(character, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}'),
        ),
        Lang::Jpn => sample.contains(|character| matches!(character, '\u{3040}'..='\u{30FF}')),
        Lang::Cmn => share(|character| matches!(character, '\u{4E00}'..='\u{9FFF}')),
        _ => {
            // Bulgarian and Macedonian have none of the three.
            share(is_cyrillic)
                && sample.contains(['ы', 'э', 'ё', 'Ы', 'Э'])
                && !sample.contains(['і', 'ї', 'є', 'ґ', 'ў', 'ј', 'љ', 'њ', 'ћ', 'ђ'])
        }
    }
}

/// The commonest words of the languages that share the Latin letters with many others; for Russian
/// its letters decide.
#[rustfmt::skip]
fn common_words(language: Lang) -> &'static [&'static str] {
    match language {
        Lang::Eng => &["the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "on", "with", "was", "as",
            "by", "at", "from", "said", "are", "be", "has", "have", "he", "his", "an", "not", "this", "i", "you",
            "but", "were", "their", "its", "more", "than", "will", "after", "who", "they", "or", "been", "over"],
        Lang::Deu => &["der", "die", "das", "und", "in", "den", "von", "zu", "mit", "ist", "des", "im", "nicht",
            "ein", "eine", "auf", "für", "dem", "sich", "es", "als", "am", "an", "bei", "auch", "hat"],
        Lang::Fra => &["le", "la", "les", "de", "des", "et", "à", "en", "un", "une", "du", "que", "est", "dans",
            "pour", "qui", "l", "d", "au", "sur", "par", "il", "ne", "pas", "a", "ce", "s", "qu"],
        Lang::Spa => &["el", "la", "los", "las", "de", "del", "y", "en", "que", "un", "una", "a", "por", "con",
            "se", "no", "para", "es", "su", "al", "lo", "como", "ha"],
        Lang::Por => &["o", "os", "as", "a", "de", "do", "da", "dos", "das", "e", "em", "que", "um", "uma", "no",
            "na", "para", "com", "por", "não", "se", "ao", "foi", "é"],
        Lang::Ita => &["il", "lo", "la", "i", "gli", "le", "di", "e", "che", "un", "una", "in", "per", "del",
            "della", "con", "non", "è", "da", "al", "si", "dei", "nel", "alla", "l", "a", "ha"],
        Lang::Nld => &["de", "het", "een", "van", "en", "in", "is", "dat", "op", "te", "met", "voor", "niet",
            "zijn", "aan", "er", "om", "die", "ook", "als", "door", "bij", "hij", "heeft", "naar", "uit"],
        Lang::Swe => &["och", "att", "det", "i", "en", "som", "på", "är", "av", "för", "med", "till", "den", "har",
            "inte", "ett", "om", "de", "var", "vid", "från", "han", "sig"],
        Lang::Tur => &["ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "çok", "daha", "en", "olan", "gibi",
            "sonra", "kadar", "ise", "göre", "ne", "o", "ki", "olduğunu", "dedi"],
        Lang::Vie => &["và", "của", "là", "có", "trong", "được", "cho", "không", "các", "một", "với", "người",
            "những", "để", "này", "đã", "từ", "khi", "ở", "năm", "đến", "ông", "tại", "về", "vào"],
        _ => &[],
    }
}

fn code(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_named_only_where_it_can_be_told() {
        let check = |text: &str, expected: Option<&str>| {
            let block = Block { text: text.to_owned(), ..Block::default() };
            assert_eq!(detect(&[block]).as_deref(), expected, "{text}");
        };
        check(
            "Key European allies of Ukraine met the president in Paris on Tuesday to agree security guarantees.",
            Some("en"),
        );
        check(
            "Die Staats- und Regierungschefs trafen sich am Dienstag in Paris, um über Garantien für die Ukraine zu reden.",
            Some("de"),
        );
        check(
            "Les dirigeants se sont réunis mardi à Paris pour discuter des garanties de sécurité de l'Ukraine.",
            Some("fr"),
        );
        check(
            "Los líderes se reunieron el martes en París para hablar de las garantías de seguridad de Ucrania.",
            Some("es"),
        );
        check(
            "Лидеры европейских стран встретились во вторник в Париже, чтобы обсудить гарантии безопасности.",
            Some("ru"),
        );
        check(
            "Лідери європейських країн зустрілися у вівторок у Парижі, щоб обговорити гарантії безпеки.",
            Some("uk"),
        );
        check(
            "Przywódcy europejscy spotkali się we wtorek w Paryżu, aby omówić gwarancje bezpieczeństwa dla Ukrainy.",
            Some("pl"),
        );
        check(
            "Eurooppalaiset johtajat tapasivat tiistaina Pariisissa keskustellakseen Ukrainan turvatakuista.",
            None,
        );
        check(
            "欧洲领导人周二在巴黎会晤,讨论乌克兰的安全保障问题,包括停火后的多国部队部署以及各方的承诺和美国的角色。",
            Some("zh"),
        );
        check(
            "欧州の首脳は火曜日にパリで会談し、ウクライナの安全保障について協議した。多国籍軍の派遣も議題となった。",
            Some("ja"),
        );
        check("Egypt is to open the Gaza border crossing.", Some("en"));
        check("Egyptian soldiers attack Tahrir Square protesters.", None);
        check("Paris", None);
        check("", None);
    }

    #[test]
    fn letters_tell_neighbours_apart() {
        let check = |text: &str, expected: Option<&str>| {
            let block = Block { text: text.to_owned(), ..Block::default() };
            assert_eq!(detect(&[block]).as_deref(), expected, "{text}");
        };
        check("המנהיגים נפגשו ביום שלישי בפריז כדי לדון בערבויות הביטחון לאוקראינה.", Some("he"));
        check(
            "رهبران اروپا روز سه‌شنبه در پاریس برای گفت‌وگو درباره تضمین‌ها دیدار کردند.",
            Some("fa"),
        );
        check("Bakanlık salı günü yaptığı açıklamada köprünün onarıldığını duyurdu.", Some("tr"));
        // Neighbours that it does not know: Belarusian, Bulgarian, Urdu, Czech.
        check(
            "Лідары еўрапейскіх краін сустрэліся ў аўторак у Парыжы, каб абмеркаваць гарантыі.",
            None,
        );
        check(
            "Лидерите на европейските страни се срещнаха във вторник в Париж за гаранциите.",
            None,
        );
        check("یورپی رہنما منگل کو پیرس میں ملے اور انہوں نے ضمانتوں پر بات چیت کی ہے۔", None);
        check(
            "Čeští a evropští lídři se v úterý sešli v Paříži, aby jednali o zárukách pro Ukrajinu.",
            None,
        );
    }
}
