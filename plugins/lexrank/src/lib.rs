//! LexRank, a summariser for q7x2.
