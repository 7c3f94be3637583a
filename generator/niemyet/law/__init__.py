"""What the law says of a procedure: choices, papers, fees, deadlines, days. Used by the rules and by the pages."""
