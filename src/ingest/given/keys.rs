//! Everybody's names for what an article says of itself: one table for front matter, records, tables
//! and what crawlers write.

/// The keys of each thing an article can say of itself. The first name is the one to write; all are
/// compared without case, with `_` for `-`. What several keys say, the first that says something
/// says.
pub(super) const KEYS: [(&str, &[&str]); 15] = [
    ("id", &["id", "guid"]),
    ("title", &["title", "headline"]),
    ("subtitle", &["subtitle", "deck", "standfirst", "description"]),
    ("published", PUBLISHED),
    ("updated", UPDATED),
    (
        "url",
        &[
            "url",
            "link",
            "canonical",
            "canonical_url",
            "canonicalurl",
            "canonical_link",
            "original_url",
        ],
    ),
    (
        "publisher",
        &[
            "publisher",
            "source",
            "outlet",
            "sitename",
            "site_name",
            "meta_site_name",
            "source_hostname",
            "source_domain",
            "hostname",
        ],
    ),
    ("authors", &["authors", "author", "byline"]),
    ("language", &["language", "lang", "inlanguage", "meta_lang"]),
    ("trust", &["trust"]),
    ("tags", &["tags", "keywords", "meta_keywords"]),
    ("event", &["event"]),
    (
        "text",
        &["text", "body", "content", "maintext", "articlebody", "content_text", "content_html"],
    ),
    ("summary", &["summary", "excerpt", "meta_description"]),
    ("draft", &["draft"]),
];

/// trafilatura and Jekyll `date`, newspaper4k `publish_date`, news-please `date_publish`, feeds
/// `pubDate` and `date_published`, Hugo `publishDate`, Astro `pubDatetime`.
const PUBLISHED: &[&str] = &[
    "published",
    "date",
    "published_at",
    "publishedat",
    "datepublished",
    "date_published",
    "pubdate",
    "pub_date",
    "publish_date",
    "publishdate",
    "published_date",
    "publisheddate",
    "date_publish",
    "pubdatetime",
    "published_time",
];

const UPDATED: &[&str] = &[
    "updated",
    "lastmod",
    "modified",
    "updated_at",
    "updatedat",
    "datemodified",
    "date_modified",
    "date_modify",
    "updated_date",
    "updateddate",
    "moddatetime",
    "modified_time",
    "last_modified",
    "last_modified_at",
];

/// Where Hugo and Zola keep the fields that are not their own.
pub(super) const DEEPER: [&str; 2] = ["params", "extra"];

/// Keys that other generators and crawlers write and that mean nothing here: close to one of ours
/// or not, no remark.
pub(super) const FOREIGN: [&str; 32] = [
    "aliases",
    "authors_detail",
    "author_detail",
    "categories",
    "category",
    "cover",
    "data",
    "expirydate",
    "extra",
    "images",
    "image",
    "kind",
    "layout",
    "links",
    "menu",
    "metadata",
    "params",
    "path",
    "permalink",
    "published_parsed",
    "raw_text",
    "sections",
    "series",
    "slug",
    "source_url",
    "title_detail",
    "updated_parsed",
    "comments",
    "taxonomies",
    "template",
    "type",
    "weight",
];
