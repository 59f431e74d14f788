//! Machine: what a site says to programs that read it: which pages there are, what may be read and
//! used, and to GitHub Pages that the files are to be served as they are.

use serde_json::json;

use super::asked::Robots;
use super::site::Site;

/// Addresses in one sitemap, by the protocol.
const MOST_ADDRESSES: usize = 50_000;

/// A page in the sitemap: its path, and when it last changed, where that is known.
pub(super) type Listed = (String, Option<String>);

/// `sitemap.xml`; of more pages than one may hold it names others. None without `base_url`.
pub(super) fn sitemaps(site: &Site, pages: &[Listed]) -> Vec<(String, Vec<u8>)> {
    if site.base.is_empty() {
        return Vec::new();
    }
    if pages.len() <= MOST_ADDRESSES {
        return vec![("sitemap.xml".to_owned(), sitemap(site, pages))];
    }
    let parts = pages.chunks(MOST_ADDRESSES).zip(1..);
    let mut made: Vec<(String, Vec<u8>)> = parts
        .map(|(part, number)| (format!("sitemap/{number}.xml"), sitemap(site, part)))
        .collect();
    let named = made
        .iter()
        .map(|(path, _)| format!("<sitemap><loc>{}/{path}</loc></sitemap>\n", escaped(&site.base)));
    let index = format!(
        "{HEAD}<sitemapindex xmlns=\"{SCHEMA}\">\n{}</sitemapindex>\n",
        named.collect::<String>()
    );
    made.push(("sitemap.xml".to_owned(), index.into_bytes()));
    made
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

fn sitemap(site: &Site, pages: &[Listed]) -> Vec<u8> {
    let base = escaped(&site.base);
    let urls = pages.iter().map(|(path, changed)| {
        let changed = changed.as_deref().map(|day| format!("<lastmod>{day}</lastmod>"));
        format!("<url><loc>{base}/{path}</loc>{}</url>\n", changed.unwrap_or_default())
    });
    let urls: String = urls.collect();
    format!("{HEAD}<urlset xmlns=\"{SCHEMA}\">\n{urls}</urlset>\n").into_bytes()
}

/// Paths are ASCII words; an address may hold an ampersand.
fn escaped(address: &str) -> String {
    address.replace('&', "&amp;").replace('<', "&lt;")
}

/// `robots.txt` and `.well-known/tdmrep.json`. A value with a line break would be another rule.
pub(super) fn robots(site: &Site, robots: &Robots) -> Vec<(String, Vec<u8>)> {
    let line = |text: &String| text.replace(char::is_control, "").trim().to_owned();
    let mut text = String::new();
    for name in robots.refuse.iter().map(line).filter(|name| !name.is_empty()) {
        text.push_str(&format!("User-agent: {name}\nDisallow: /\n\n"));
    }
    text.push_str("User-agent: *\n");
    let closed: Vec<String> =
        robots.disallow.iter().map(line).filter(|path| !path.is_empty()).collect();
    for path in &closed {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    if closed.is_empty() {
        text.push_str("Allow: /\n");
    }
    if robots.tdm_reservation {
        text.push_str("\n# Text and data mining: all rights reserved.\n# tdm-reservation: 1\n");
    }
    if !site.base.is_empty() {
        text.push_str(&format!("\nSitemap: {}/sitemap.xml\n", site.base));
    }
    let mut made = vec![("robots.txt".to_owned(), text.into_bytes())];
    if robots.tdm_reservation {
        let mut rule = json!({ "location": "/", "tdm-reservation": 1 });
        let policy = line(&robots.tdm_policy);
        if let Some(map) = rule.as_object_mut().filter(|_| !policy.is_empty()) {
            map.insert("tdm-policy".to_owned(), json!(policy));
        }
        let text = format!("{}\n", json!([rule]));
        made.push((".well-known/tdmrep.json".to_owned(), text.into_bytes()));
    }
    made
}
