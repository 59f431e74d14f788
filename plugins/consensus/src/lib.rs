//! What several sources say, said once: the merger of q7x2.
