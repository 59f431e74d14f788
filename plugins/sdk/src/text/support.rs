//! Support: whether sentences carry a statement. The gate's own tests, for plugins to foresee it.
