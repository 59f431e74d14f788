//! The schema of one setting: its type, default and range.

use serde::{Deserialize, Serialize};
use toml::Value;

use super::fault::Fault;

/// `[config.<key>]`: the schema of one setting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingSchema {
    /// What it holds.
    #[serde(rename = "type")]
    pub holds: SettingType,
    /// What it is where nobody sets it. Without one it must be set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Least number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Greatest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// The texts that it may be, or that a list may hold. Empty: any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// What it does, for the reference.
    #[serde(default)]
    pub help: String,
}

/// What a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SettingType {
    /// A whole number.
    Int,
    /// A finite number.
    Float,
    /// `true` or `false`.
    Bool,
    /// A text.
    String,
    /// A list of texts.
    List,
}

impl SettingSchema {
    /// What is wrong with the schema itself.
    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let number = matches!(self.holds, SettingType::Int | SettingType::Float);
        for (key, bound) in [("min", self.min), ("max", self.max)] {
            if bound.is_some() && !number {
                faults.push(Fault::new(&[key], "is for numbers only"));
            }
            if bound.is_some_and(|bound| !bound.is_finite()) {
                faults.push(Fault::new(&[key], "must be a finite number"));
            }
        }
        if matches!((self.min, self.max), (Some(min), Some(max)) if min > max) {
            faults.push(Fault::new(&["min"], "must not be above `max`"));
        }
        if !self.choices.is_empty()
            && !matches!(self.holds, SettingType::String | SettingType::List)
        {
            faults.push(Fault::new(&["choices"], "are for texts and lists only"));
        }
        if let Some(Err(fault)) = self.default.as_ref().map(|default| self.fit(default)) {
            faults.push(fault.under(&["default"]));
        }
        faults
    }

    /// The value to use: the one given, if it fits, else the default.
    pub(super) fn value(&self, given: Option<&Value>) -> Result<Value, Fault> {
        match given.or(self.default.as_ref()) {
            Some(value) => self.fit(value),
            None => Err(Fault::new(&[], "must be set; it has no default")),
        }
    }

    /// The value in the form of the schema's type.
    fn fit(&self, value: &Value) -> Result<Value, Fault> {
        match (self.holds, value) {
            (SettingType::Int, Value::Integer(number)) => {
                // Beyond 2^53 the comparison is off by less than one part in 2^53: no bound needs
                // more.
                #[expect(clippy::cast_precision_loss, reason = "bounds are small")]
                self.within(*number as f64).map(|()| value.clone())
            }
            (SettingType::Float, Value::Integer(number)) => {
                #[expect(clippy::cast_precision_loss, reason = "an author who writes 3 means 3.0")]
                let number = *number as f64;
                self.within(number).map(|()| number.into())
            }
            (SettingType::Float, Value::Float(number)) => {
                self.within(*number).map(|()| value.clone())
            }
            (SettingType::Bool, Value::Boolean(_)) => Ok(value.clone()),
            (SettingType::String, Value::String(text)) => self.chosen(text).map(|()| value.clone()),
            (SettingType::List, Value::Array(list)) => {
                for one in list {
                    match one {
                        Value::String(text) => self.chosen(text)?,
                        _ => return Err(self.misfit()),
                    }
                }
                Ok(value.clone())
            }
            _ => Err(self.misfit()),
        }
    }

    fn within(&self, number: f64) -> Result<(), Fault> {
        match (self.min, self.max) {
            _ if !number.is_finite() => Err(self.misfit()),
            (Some(min), _) if number < min => {
                Err(Fault::new(&[], format!("must be at least {min}")))
            }
            (_, Some(max)) if number > max => {
                Err(Fault::new(&[], format!("must be at most {max}")))
            }
            _ => Ok(()),
        }
    }

    fn chosen(&self, text: &str) -> Result<(), Fault> {
        if self.choices.is_empty() || self.choices.iter().any(|choice| choice == text) {
            return Ok(());
        }
        Err(Fault::new(&[], format!("must be one of {}", self.choices.join(", "))))
    }

    fn misfit(&self) -> Fault {
        let wanted = match self.holds {
            SettingType::Int => "a whole number",
            SettingType::Float => "a finite number",
            SettingType::Bool => "`true` or `false`",
            SettingType::String => "a text",
            SettingType::List => "a list of texts",
        };
        Fault::new(&[], format!("must be {wanted}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(schema: &str, value: &str) -> String {
        let schema: SettingSchema = toml::from_str(schema).expect("a schema");
        let value: toml::Table = toml::from_str(&format!("x = {value}")).expect("TOML");
        match schema.value(value.get("x")) {
            Ok(value) => value.to_string(),
            Err(fault) => fault.message,
        }
    }

    #[test]
    fn values_fit_their_type() {
        let check = |schema: &str, value: &str, expected: &str| {
            assert_eq!(told(schema, value), expected, "{schema} {value}")
        };
        check("type = 'int'", "3", "3");
        check("type = 'int'", "3.0", "must be a whole number");
        check("type = 'float'", "3", "3.0");
        check("type = 'float'", "nan", "must be a finite number");
        check("type = 'float'\nmin = 0\nmax = 1", "1.5", "must be at most 1");
        check("type = 'float'\nmin = 0\nmax = 1", "-0.1", "must be at least 0");
        check("type = 'bool'", "true", "true");
        check("type = 'bool'", "1", "must be `true` or `false`");
        check("type = 'string'", "'a'", "\"a\"");
        check("type = 'string'\nchoices = ['a', 'b']", "'c'", "must be one of a, b");
        check("type = 'list'", "['a']", "[\"a\"]");
        check("type = 'list'", "['a', 1]", "must be a list of texts");
        check("type = 'list'\nchoices = ['a']", "['a', 'b']", "must be one of a");
    }

    #[test]
    fn a_setting_without_default_must_be_set() {
        let schema: SettingSchema = toml::from_str("type = 'string'").expect("a schema");
        assert_eq!(
            schema.value(None).expect_err("no value").message,
            "must be set; it has no default"
        );
    }

    #[test]
    fn a_schema_must_make_sense() {
        let check = |schema: &str, expected: &[&str]| {
            let schema: SettingSchema = toml::from_str(schema).expect("a schema");
            let told: Vec<_> = schema
                .faults()
                .iter()
                .map(|fault| format!("{} {}", fault.keys.join("."), fault.message))
                .collect();
            assert_eq!(told, expected);
        };
        check("type = 'int'\nmin = 1\nmax = 2\ndefault = 1", &[]);
        check("type = 'int'\nmin = 3\nmax = 2", &["min must not be above `max`"]);
        check("type = 'bool'\nmin = 3", &["min is for numbers only"]);
        check("type = 'float'\nmax = inf", &["max must be a finite number"]);
        check("type = 'int'\nchoices = ['a']", &["choices are for texts and lists only"]);
        check("type = 'list'\ndefault = 'a'", &["default must be a list of texts"]);
    }
}
