"""What a person makes of a proposal: edits, decisions, the gate, and the records that follow."""
