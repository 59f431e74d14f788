//! Measures: units that are converted into one another.

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// In metres.
    Length,
    /// In square metres.
    Area,
    /// In kilograms.
    Mass,
    /// In seconds.
    Time,
    /// In kilometres an hour.
    Speed,
    /// In litres.
    Volume,
    /// In kilowatts.
    Power,
}

/// What a unit measures, by its name in the tables, and how many base units it is (international
/// yard and pound; a month is a twelfth of 365.25 days).
#[must_use]
pub fn measure(unit: &str) -> Option<(Measure, f64)> {
    Some(match unit {
        "mm" => (Measure::Length, 0.001),
        "cm" => (Measure::Length, 0.01),
        "m" => (Measure::Length, 1.0),
        "km" => (Measure::Length, 1000.0),
        "inch" => (Measure::Length, 0.0254),
        "foot" => (Measure::Length, 0.3048),
        "yard" => (Measure::Length, 0.9144),
        "mile" => (Measure::Length, 1609.344),
        "m2" => (Measure::Area, 1.0),
        "acre" => (Measure::Area, 4046.856),
        "hectare" => (Measure::Area, 10_000.0),
        "km2" => (Measure::Area, 1e6),
        "mile2" => (Measure::Area, 2_589_988.0),
        "g" => (Measure::Mass, 0.001),
        "kg" => (Measure::Mass, 1.0),
        "tonne" => (Measure::Mass, 1000.0),
        "second" => (Measure::Time, 1.0),
        "minute" => (Measure::Time, 60.0),
        "hour" => (Measure::Time, 3600.0),
        "day" => (Measure::Time, 86_400.0),
        "week" => (Measure::Time, 604_800.0),
        "fortnight" => (Measure::Time, 1_209_600.0),
        "month" => (Measure::Time, 2_629_800.0),
        "year" => (Measure::Time, 31_557_600.0),
        "decade" => (Measure::Time, 315_576_000.0),
        "century" => (Measure::Time, 3_155_760_000.0),
        "km/h" => (Measure::Speed, 1.0),
        "mile/h" => (Measure::Speed, 1.609_344),
        "l" => (Measure::Volume, 1.0),
        "gallon" => (Measure::Volume, 3.785_412),
        "barrel" => (Measure::Volume, 158.987),
        "kw" => (Measure::Power, 1.0),
        "mw" => (Measure::Power, 1000.0),
        "gw" => (Measure::Power, 1e6),
        _ => return None,
    })
}
