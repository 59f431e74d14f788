//! Signs: which currency one means.

/// The currency that a sign means.
pub(super) fn currency_sign(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "$" => "usd",
        "€" => "eur",
        "£" => "gbp",
        "¥" => "jpy",
        "₹" => "inr",
        "₽" => "rub",
        "₴" => "uah",
        "₩" => "krw",
        "₺" => "try",
        "₪" => "ils",
        _ => return None,
    })
}
