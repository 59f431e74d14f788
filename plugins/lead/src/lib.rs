//! The first sentences of an article, a summariser for q7x2.
